using System.Management.Automation;
using NanoBanana.Client;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.State;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Downloads the images of tasks. The check of a host's address when connecting needs PowerShell 7.</summary>
[Cmdlet(VerbsData.Save, "NanoBananaImage", DefaultParameterSetName = ToFolder, SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Save-NanoBananaImage.md")]
[OutputType(typeof(FileInfo))]
public sealed class SaveNanoBananaImageCommand : SavingCmdlet
{
    private readonly TaskProfiles _profiles = new();
    private OrderedWork<SavedImage>? _work;
    private ImageSaver? _saver;
    private SaveOptions? _options;
    private SaveFolder? _folder;
    private SaveTotal? _total;

    /// <summary>Tasks that succeeded, including tasks that were imported from Clixml or JSON.</summary>
    [Parameter(ValueFromPipeline = true, Mandatory = true, HelpMessage = "Tasks that succeeded, including tasks that were imported from Clixml or JSON.")]
    public PSObject? InputObject { get; set; }

    /// <summary>The maximum number of simultaneous downloads.</summary>
    [Parameter(HelpMessage = "The maximum number of simultaneous downloads.")]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 8;

    /// <inheritdoc/>
    protected override void Begin()
    {
        (_folder, _options) = Settings();
        _total = new SaveTotal(TimeProvider.System);
        _saver = new ImageSaver(ClientOptions, ThrottleLimit);
        _work = new OrderedWork<SavedImage>(ImageSaver.Ahead * ThrottleLimit);
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        var task = Journal.Named(Journal.Newest(Binding.TaskReader.Read(InputObject!, () => ProfileStore.Process.Resolve(name: null))));
        if (task.State is TaskStates.Failed or TaskStates.Unknown)
        {
            WriteError(ErrorRecords.From(task));
            _total!.Failed++;
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

        if (_total!.IsWorthSaying && InteractiveHost.IsThere(Host))
        {
            WriteInformation(new HostInformationMessage { Message = _total.ToString() }, ["PSHOST"]);
        }
    }

    /// <inheritdoc/>
    protected override Task InFlight() => _work?.WhenAllEnd() ?? Task.CompletedTask;

    private void SaveAll(ImageTask task)
    {
        var profile = _profiles.Of(task);
        var options = OfTask(_options!);
        foreach (var image in task.Images.Where(image => ShouldProcess(image.ToString(), "Save to " + (options.OutFile ?? options.Destination))))
        {
            while (!_work!.HasRoom)
            {
                Await(_work.WhenAnyEnds());
            }

            var known = Journal.KnownOf(task.IntentId);
            _work.Add(() => _saver!.SaveAsync(task, image, profile, options, known, Stop));
        }

        EmitReady();
    }

    private void EmitReady()
    {
        while (_work!.TryTake(out var finished))
        {
            _total!.Failed++;
            WriteErrorOf(() =>
            {
                var saved = Await(() => finished!);
                _total.Add(saved);
                WriteObject(_folder!.FileOf(saved));
            });
        }
    }
}
