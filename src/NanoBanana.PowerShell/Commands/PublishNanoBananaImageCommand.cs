using System.Management.Automation;
using NanoBanana.Client;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Uploads local images and gives their URLs; nothing is submitted.</summary>
[Cmdlet(VerbsData.Publish, "NanoBananaImage", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Publish-NanoBananaImage.md")]
[OutputType(typeof(UploadedImage))]
public sealed class PublishNanoBananaImageCommand : UploadingCmdlet
{
    private PathResolver? _paths;
    private OrderedWork<UploadedImage>? _work;
    private SubmitRun? _run;
    private NanoBananaClient? _client;
    private ProgressBar? _progress;
    private int _added;

    /// <summary>Images, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ImageInputTransformation]
    public ImageInput[] Path { get; set; } = [];

    /// <inheritdoc/>
    protected override void Begin()
    {
        _paths = new PathResolver(this);
        _work = new OrderedWork<UploadedImage>(ThrottleLimit);
        _run = NewRun();
        _client = ClientFor(UploadProfile ?? Profile);
        _progress = new ProgressBar(this, "Uploading images", TimeProvider.System);
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var image in Path.SelectMany(Images))
        {
            if (!ShouldProcess(image.ToString(), "Upload"))
            {
                continue;
            }

            while (!_work!.HasRoom)
            {
                Await(_work.WhenAnyEnds());
            }

            _added++;
            _work.Add(() => _client!.UploadAsync(image, _run!, Stop));
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
