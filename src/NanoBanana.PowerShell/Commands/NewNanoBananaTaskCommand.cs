using System.Collections;
using System.Management.Automation;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Submits tasks: text to image, or edits of piped files, paths, URLs or earlier tasks.</summary>
[Cmdlet(VerbsCommon.New, "NanoBananaTask", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "New-NanoBananaTask.md")]
[OutputType(typeof(ImageTask))]
public sealed class NewNanoBananaTaskCommand : RequestCmdlet, IImageParameters
{
    private readonly CombinedRequest _combined = new();
    private RecordReader? _reader;

    /// <summary>What to draw or how to edit. Each prompt makes a task.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "What to draw or how to edit. Each prompt makes a task.")]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [AllowNull]
    [PromptTransformation]
    public string[]? Prompt { get; set; }

    /// <summary>Uses each piped line of text as a prompt instead of a path.</summary>
    [Parameter(HelpMessage = "Uses each piped line of text as a prompt instead of a path.")]
    public SwitchParameter AsPrompt { get; set; }

    /// <summary>Images to edit: paths with wildcards, URLs, files or tasks.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Images to edit: paths with wildcards, URLs, files or tasks.")]
    [ImageInputTransformation(OfRecords = true)]
    public ImageInput[]? Path { get; set; }

    /// <summary>Images to edit: paths, used exactly as they are given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Images to edit: paths, used exactly as they are given.")]
    [Alias("PSPath", "FullName")]
    [TextTransformation]
    public string[]? LiteralPath { get; set; }

    /// <summary>Images to edit: https URLs that the gateway fetches.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Images to edit: https URLs that the gateway fetches.")]
    [TextTransformation]
    public string[]? ImageUrl { get; set; }

    /// <summary>Makes one task from all images.</summary>
    [Parameter(HelpMessage = "Makes one task from all images.")]
    public SwitchParameter Combine { get; set; }

    /// <summary>Submits the piped tasks again, as their next take.</summary>
    [Parameter(HelpMessage = "Submits the piped tasks again, as their next take.")]
    public SwitchParameter Retake { get; set; }

    /// <summary>The whole piped record. Its columns that no parameter reads become the tag.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true, HelpMessage = "The whole piped record. Its columns that no parameter reads become the tag.")]
    public PSObject? InputObject { get; set; }

    PSCmdlet IImageParameters.Cmdlet => this;

    /// <inheritdoc/>
    protected override void Begin()
    {
        _reader = new RecordReader(this, IsOnCommandLine, IsDelayed);
        _reader.CheckCommandLine();
        base.Begin();
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        // nor are Count and Length of a list
        OptionsOfRecordCount = Path is not [{ Task.State: TaskStates.Succeeded }] && (InputObject?.BaseObject is not ICollection || InputObject.BaseObject is IDictionary);
        try
        {
            foreach (var images in Images())
            {
                SubmitAll(images);
            }
        }
        finally
        {
            _reader!.Forget();
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        try
        {
            if (!_combined.IsEmpty && !_combined.IsIncomplete)
            {
                foreach (var prompt in _combined.Prompts())
                {
                    SubmitVariants(Request(_combined.Images, prompt) with { Combine = true, Tag = _combined.Tag() });
                }
            }
        }
        finally
        {
            base.End();
        }
    }

    private void SubmitAll(ImageGroup images)
    {
        var tag = _reader!.Tag(images, !NoTag, Tag);
        if (Combine)
        {
            _combined.Add(images, _reader.Prompts(), tag);
            return;
        }

        foreach (var prompt in _reader.Prompts())
        {
            WriteErrorOf(() =>
            {
                var request = Request(images, prompt) with { Tag = tag };
                if (request.Operation is Operations.Generate && images.Again is null)
                {
                    _reader.CheckPrompt(request.Prompt);
                }

                SubmitVariants(request);
            });
        }
    }

    private IReadOnlyList<ImageGroup> Images()
    {
        try
        {
            return _reader!.Read(Refuse);
        }
        catch (NanoBananaException)
        {
            _combined.IsIncomplete = true;
            throw;
        }
    }

    private void Refuse(NanoBananaException error)
    {
        _combined.IsIncomplete = true;
        WriteError(error);
    }
}
