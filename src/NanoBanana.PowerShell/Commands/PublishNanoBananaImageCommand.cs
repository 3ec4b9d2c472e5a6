using System.Management.Automation;
using NanoBanana.Client;
using NanoBanana.Client.State;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Uploads local images and returns their URLs; nothing is submitted.</summary>
[Cmdlet(VerbsData.Publish, "NanoBananaImage", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Publish-NanoBananaImage.md")]
[OutputType(typeof(UploadedImage))]
public sealed class PublishNanoBananaImageCommand : UploadingCmdlet
{
    private PathResolver? _paths;
    private OrderedWork<UploadedImage>? _work;
    private SubmitRun? _run;
    private ProgressBar? _progress;
    private int _added;

    /// <summary>Images, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Images, with wildcards.")]
    [ImageInputTransformation]
    public ImageInput[] Path { get; set; } = [];

    /// <summary>Removes EXIF (including the location), XMP, IPTC and comments from the uploaded copies. The files are not changed.</summary>
    [Parameter(HelpMessage = "Removes EXIF (including the location), XMP, IPTC and comments from the uploaded copies. The files are not changed.")]
    public SwitchParameter StripMetadata { get; set; }

    /// <summary>Uploads a copy that the gateway accepts if the image is too large, GIF, BMP, CMYK or 16 bits.</summary>
    [Parameter(HelpMessage = "Uploads a copy that the gateway accepts if the image is too large, GIF, BMP, CMYK or 16 bits.")]
    public SwitchParameter Fit { get; set; }

    /// <summary>The profile to use.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The profile to use.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompletion))]
    [TextTransformation]
    public string? Profile { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        _paths = new PathResolver(this);
        _work = new OrderedWork<UploadedImage>(ThrottleLimit);
        _run = NewRun(stripMetadata: StripMetadata, fit: Fit);
        if (IsOnCommandLine(nameof(Profile)) || IsOnCommandLine(nameof(UploadProfile)) || !MyInvocation.ExpectingInput)
        {
            ClientFor(UploadProfile ?? Profile);
        }

        _progress = new ProgressBar(this, "Uploading images", TimeProvider.System);
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var input in Path)
        {
            WriteErrorOf(() => Publish(input));
        }
    }

    private void Publish(ImageInput input)
    {
        var client = ClientFor(UploadProfile ?? Profile);
        foreach (var image in Images(input).Where(image => ShouldProcess(image.ToString(), "Upload")))
        {
            while (!_work!.HasRoom)
            {
                Await(_work.WhenAnyEnds());
            }

            _added++;
            _work.Add(() => client.UploadAsync(image, _run!, Stop));
            EmitReady();
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        while (_work!.Count > 0)
        {
            Await(_work.WhenNextEnds());
            EmitReady();
        }

        _progress!.Complete();
    }

    /// <inheritdoc/>
    protected override Task InFlight() => _work?.WhenAllEnd() ?? Task.CompletedTask;

    private IEnumerable<SourceImage> Images(ImageInput input) => input switch
    {
        { LiteralPath: { } path } => [_paths!.Literal(path)],
        { Path: { } path } => _paths!.Expand(path),
        _ => throw new NanoBananaException(ErrorIds.NotAnImageTask, input) { Target = input },
    };

    private void EmitReady()
    {
        var done = _added - _work!.Count;
        _progress!.Show($"{done} of {_added} done, {UploadsSoFar(_run!)}", done, _added);
        WritePosted();
        while (_work.TryTake(out var finished))
        {
            WriteErrorOf(() => WriteObject(Await(() => finished!)));
        }
    }
}
