using System.Management.Automation;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Providers;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Downloads the images of tasks.</summary>
[Cmdlet(VerbsData.Save, "NanoBananaImage", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SaveNanoBananaImageCommand : NanoBananaCmdlet
{
    private OrderedWork<SavedImage>? _work;
    private ImageSaver? _saver;
    private SaveOptions? _options;

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
    public string Name { get; set; } = NameTemplate.Default;

    /// <summary>Replaces files of the same name; without it a number is added to the name.</summary>
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
        var folder = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Destination);
        _options = new SaveOptions { Destination = folder, Name = Name, Force = Force, MaxBytes = MaxSize };
        _saver = new ImageSaver(ClientOptions);
        _work = new OrderedWork<SavedImage>(ThrottleLimit);
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        var task = Binding.TaskReader.Read(InputObject!, () => ProfileStore.Process.Resolve(name: null));
        switch (task.State)
        {
            case TaskStates.Succeeded:
                SaveAll(task);
                break;
            case TaskStates.Planned:
                WriteObject(task);
                break;
            case TaskStates.Unknown:
                WriteError(ErrorRecords.From(task));
                WriteObject(task);
                break;
            case TaskStates.Failed:
                WriteError(ErrorRecords.From(task));
                break;
            default:
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
        var profile = ProfileStore.Process.Find(task.Profile) ?? OtherMachine(task);
        foreach (var image in task.Images)
        {
            if (!ShouldProcess(image.ToString(), "Save to " + _options!.Destination))
            {
                continue;
            }

            while (!_work!.HasRoom)
            {
                Await(_work.WhenAnyEnds());
            }

            var before = SavedBefore.Find(Journal.OfIntent(task.IntentId), task, image, _options);
            _work.Add(() => before is null ? _saver!.SaveAsync(task, image, profile, _options, Stop) : Task.FromResult(before));
        }

        EmitReady();
    }

    // links need no key, so a task of another machine can be saved without its profile
    private static Profile OtherMachine(ImageTask task) =>
        new() { Name = task.Profile, Provider = task.Provider, BaseUri = Gateways.Describe(ProviderNames.Parse(task.Provider)).BaseUri };

    private void EmitReady()
    {
        while (_work!.TryTake(out var finished))
        {
            try
            {
                WriteObject(Describe(Await(() => finished!)));
            }
            catch (NanoBananaException error)
            {
                WriteError(error);
            }
        }
    }

    private PSObject Describe(SavedImage saved)
    {
        // through the provider, so that the file looks as it does from Get-Item
        var file = InvokeProvider.Item.Get([saved.Path], force: true, literalPath: true)[0];
        file.Properties.Add(new PSNoteProperty("TaskId", saved.Task.Id));
        file.Properties.Add(new PSNoteProperty("Url", saved.Image.IsInline() ? saved.Image.ToString() : saved.Image.Url));
        file.Properties.Add(new PSNoteProperty("Source", saved.Task.Source));
        file.Properties.Add(new PSNoteProperty("Sha256", saved.Sha256));
        return file;
    }
}
