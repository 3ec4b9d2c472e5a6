using System.Management.Automation;
using NanoBanana.Client;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.State;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Downloads the images of tasks. That the address of a host is checked at connect time needs PowerShell 7.</summary>
[Cmdlet(VerbsData.Save, "NanoBananaImage", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Save-NanoBananaImage.md")]
[OutputType(typeof(FileInfo))]
public sealed class SaveNanoBananaImageCommand : NanoBananaCmdlet
{
    private readonly TaskProfiles _profiles = new();
    private OrderedWork<SavedImage>? _work;
    private ImageSaver? _saver;
    private SaveOptions? _options;
    private SaveFolder? _folder;

    /// <summary>The folder; created where it is missing. The current folder without it.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [Alias("OutputPath")]
    public string Destination { get; set; } = ".";

    /// <summary>Tasks that succeeded, also those that came back from Clixml or JSON.</summary>
    [Parameter(ValueFromPipeline = true, Mandatory = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The name without extension, with fields such as <c>{Source}</c>, <c>{Id}</c>, <c>{Index}</c> and <c>{Prompt:40}</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NameTemplateCompletion))]
    public string Name { get; set; } = NameTemplate.Default;

    /// <summary>Mirrors the sub-folders of the sources below the destination.</summary>
    [Parameter]
    public SwitchParameter PreserveFolder { get; set; }

    /// <summary>The folder whose sub-folders -PreserveFolder mirrors; the current folder without it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string SourceRoot { get; set; } = ".";

    /// <summary>Writes a JSON file beside each image that says how it was made.</summary>
    [Parameter]
    public SwitchParameter Sidecar { get; set; }

    /// <summary>Writes prompt and task id into the image file, as PNG text or a JPEG comment; the pixels stay as they are.</summary>
    [Parameter]
    public SwitchParameter Embed { get; set; }

    /// <summary>Replaces files of the same name, but no image of the same run; without it a number is added to the name.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Largest image in bytes.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long MaxSize { get; set; } = 50 * 1024 * 1024;

    /// <summary>Most downloads at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 8;

    /// <inheritdoc/>
    protected override void Begin()
    {
        NameTemplate.Check(Name);
        _folder = new SaveFolder(this, Destination);
        _options = new SaveOptions
        {
            Destination = _folder.Path,
            Name = Name,
            Mirror = PreserveFolder ? new SourceTree(FullPath(SourceRoot), FullPath(".")) : null,
            Force = Force,
            Sidecar = Sidecar,
            Embed = Embed,
            MaxBytes = MaxSize,
        };
        _saver = new ImageSaver(ClientOptions, ThrottleLimit);
        _work = new OrderedWork<SavedImage>(ImageSaver.Ahead * ThrottleLimit);
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        var task = Journal.Newest(Binding.TaskReader.Read(InputObject!, () => ProfileStore.Process.Resolve(name: null)));
        if (task.State is TaskStates.Failed or TaskStates.Unknown)
        {
            WriteError(ErrorRecords.From(task));
        }

        switch (task.State)
        {
            case TaskStates.Succeeded:
                SaveAll(task);
                break;
            case TaskStates.Planned or TaskStates.Unknown:
                WriteObject(task);
                break;
            case not TaskStates.Failed:
                throw new NanoBananaException(ErrorIds.TaskNotReady, task.Id, task.State) { Target = task };
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
    }

    /// <inheritdoc/>
    protected override Task InFlight() => _work?.WhenAllEnd() ?? Task.CompletedTask;

    private void SaveAll(ImageTask task)
    {
        var profile = _profiles.Of(task);
        foreach (var image in task.Images.Where(image => ShouldProcess(image.ToString(), "Save to " + _options!.Destination)))
        {
            while (!_work!.HasRoom)
            {
                Await(_work.WhenAnyEnds());
            }

            var known = Journal.OfIntent(task.IntentId);
            _work.Add(() => _saver!.SaveAsync(task, image, profile, _options!, known, Stop));
        }

        EmitReady();
    }

    private void EmitReady()
    {
        while (_work!.TryTake(out var finished))
        {
            WriteErrorOf(() => WriteObject(_folder!.FileOf(Await(() => finished!))));
        }
    }
}
