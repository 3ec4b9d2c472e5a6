using System.Collections;
using System.Management.Automation;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Submits tasks: text to image, or edits of piped files, paths, URLs or earlier tasks.</summary>
[Cmdlet(VerbsCommon.New, "NanoBananaTask", SupportsShouldProcess = true)]
[OutputType(typeof(ImageTask))]
public sealed class NewNanoBananaTaskCommand : SubmitCmdlet
{
    private readonly CombinedRequest _combined = new();
    private RecordImages? _images;

    /// <summary>What to draw or how to edit.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    /// <summary>Images to edit: paths with wildcards, URLs, files or tasks.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ImageInputTransformation]
    public ImageInput[]? Path { get; set; }

    /// <summary>Images to edit: paths taken as they are.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    public string[]? LiteralPath { get; set; }

    /// <summary>Images to edit: https URLs that the gateway fetches.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? ImageUrl { get; set; }

    /// <summary>Width to height, such as 16:9.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AspectRatioCompletion))]
    public string? AspectRatio { get; set; }

    /// <summary>png, jpeg or webp.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(OutputFormatCompletion))]
    public string? OutputFormat { get; set; }

    /// <summary>1K, 2K or 4K.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ResolutionCompletion))]
    public string? Resolution { get; set; }

    /// <summary>Images a task.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public int? Count { get; set; }

    /// <summary>The model as the gateway names it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ModelCompletion))]
    public string? Model { get; set; }

    /// <summary>Text that the gateway draws on the image.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Watermark { get; set; }

    /// <summary>Where the gateway posts the end of the task.</summary>
    [Parameter]
    public Uri? CallbackUrl { get; set; }

    /// <summary>Asks for the image inside the reply instead of a link.</summary>
    [Parameter]
    public SwitchParameter Inline { get; set; }

    /// <summary>Switches the gateway's safety checker off.</summary>
    [Parameter]
    public SwitchParameter DisableSafetyCheck { get; set; }

    /// <summary>Fields that are newer than this module, sent as they are.</summary>
    [Parameter]
    public IDictionary? Option { get; set; }

    /// <summary>Makes one task of all images.</summary>
    [Parameter]
    public SwitchParameter Combine { get; set; }

    /// <summary>The whole record, to see what it has that no parameter takes.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        _images = new RecordImages(this, IsOnCommandLine);
        base.Begin();
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var images in _images!.Read(WriteError))
        {
            if (Combine)
            {
                _combined.Add(images, Prompt);
            }
            else
            {
                TrySubmit(Request(images, Prompt));
            }
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        try
        {
            if (!_combined.IsEmpty)
            {
                Submit(Request(_combined.Images, _combined.Prompt()));
            }
        }
        finally
        {
            base.End();
        }
    }

    private void TrySubmit(ImageRequest request)
    {
        try
        {
            Submit(request);
        }
        catch (NanoBananaException error)
        {
            WriteError(error);
        }
    }

    private ImageRequest Request(IReadOnlyList<SourceImage> images, string? prompt) => new()
    {
        Prompt = prompt ?? string.Empty,
        Sources = images,
        Model = Wanted(nameof(Model), Model),
        AspectRatio = Wanted(nameof(AspectRatio), AspectRatio),
        OutputFormat = Wanted(nameof(OutputFormat), OutputFormat),
        Resolution = NullIfEmpty(Resolution),
        Count = IsChainedEdit() && !IsOnCommandLine(nameof(Count)) ? null : Count,
        Watermark = NullIfEmpty(Watermark),
        CallbackUrl = CallbackUrl,
        Inline = Inline,
        DisableSafetyCheck = DisableSafetyCheck,
        Options = OptionReader.Read(Option),
    };

    // the options of the task that lends its images are not those of the next edit
    private string? Wanted(string parameter, string? value) =>
        IsChainedEdit() && !IsOnCommandLine(parameter) ? null : NullIfEmpty(value);

    private bool IsChainedEdit() => Path is [{ Task.State: TaskStates.Succeeded }];

    // an empty cell of a CSV file means: not asked for
    private static string? NullIfEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
