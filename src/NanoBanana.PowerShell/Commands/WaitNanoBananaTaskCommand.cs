using System.Globalization;
using System.Management.Automation;
using NanoBanana.Client;
using NanoBanana.Client.Durations;
using NanoBanana.Client.Waiting;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Waits for many tasks at once and returns each as it ends.</summary>
[Cmdlet(VerbsLifecycle.Wait, "NanoBananaTask", HelpUri = OnlineHelp.Pages + "Wait-NanoBananaTask.md")]
[OutputType(typeof(ImageTask))]
public sealed class WaitNanoBananaTaskCommand : TaskCmdlet
{
    // a shorter interval would send thousands of queries per second
    private static readonly TimeSpan LeastInterval = TimeSpan.FromMilliseconds(50);

    private readonly List<string> _late = [];
    private TaskWatcher? _watcher;
    private WatchBar? _progress;
    private int _done;

    /// <summary>How long to wait for a task, from the time when it is piped. After that it continues at the gateway.</summary>
    [Parameter(HelpMessage = "How long to wait for a task, from the time when it is piped. After that it continues at the gateway.")]
    [DurationTransformation]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A fixed time between two queries of a task. By default, it depends on how long such tasks take.</summary>
    [Parameter(HelpMessage = "A fixed time between two queries of a task. By default, it depends on how long such tasks take.")]
    [DurationTransformation]
    public TimeSpan? PollInterval { get; set; }

    /// <summary>The maximum number of simultaneous queries.</summary>
    [Parameter(HelpMessage = "The maximum number of simultaneous queries.")]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>Returns the first task that ends, and stops waiting.</summary>
    [Parameter(HelpMessage = "Returns the first task that ends, and stops waiting.")]
    public SwitchParameter Any { get; set; }

    /// <summary>Returns this number of tasks, the first that end, and stops waiting.</summary>
    [Parameter(HelpMessage = "Returns this number of tasks, the first that end, and stops waiting.")]
    [ValidateRange(1, int.MaxValue)]
    public int? Count { get; set; }

    /// <summary>Stops with an error at the first task that fails.</summary>
    [Parameter(HelpMessage = "Stops with an error at the first task that fails.")]
    public SwitchParameter FailFast { get; set; }

    private bool HasEnough => _done >= (Any ? 1 : Count ?? int.MaxValue);

    /// <inheritdoc/>
    protected override void Begin()
    {
        _progress = new WatchBar(this);
        if (PollInterval is null)
        {
            LearnedDurations.Process.Remember(ClientOptions.Journal);
        }

        _watcher = new TaskWatcher(
            (task, token) => ClientFor(task.Profile).QueryOnceAsync(task, token),
            new WatchOptions { Timeout = Timeout, PollInterval = PollInterval < LeastInterval ? LeastInterval : PollInterval, ThrottleLimit = ThrottleLimit, IsEmulated = IsEmulated, Log = ClientOptions.Log });
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var task in Tasks())
        {
            _watcher!.Add(task);
        }

        while (!HasEnough && _watcher!.TryTake(out var result))
        {
            Emit(result!);
        }

        WritePosted();
        _progress!.Show(_watcher!.Progress);
    }

    /// <inheritdoc/>
    protected override void End()
    {
        while (!HasEnough && Await(() => _watcher!.TakeAsync(Stop), () => _progress!.Show(_watcher!.Progress)) is { } result)
        {
            Emit(result);
        }

        _progress!.Complete();
        if (_late.Count > 0)
        {
            WriteError(new NanoBananaException(ErrorIds.WaitTimeout, _late.Count, Timeout.ToString("g", CultureInfo.InvariantCulture), string.Join(", ", _late)) { Target = _late.ToArray() });
        }
        else if (_watcher!.Count > 0)
        {
            WriteVerbose(Remaining());
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && WasInterrupted && _watcher is { Count: > 0 })
        {
            _progress!.Tell(Remaining());
        }

        _watcher?.Dispose();
        base.Dispose(disposing);
    }

    private string Remaining() =>
        FormattableString.Invariant($"{_watcher!.Count} task(s) are still running at the gateway. To wait for them, use: Get-NanoBananaTask -Pending | Wait-NanoBananaTask.");

    private void Emit(WatchResult result)
    {
        if (result.TimedOut)
        {
            _late.Add(result.Task.ToString());
        }
        else if (result.Error is { } error)
        {
            Fail(ErrorRecords.From(error));
        }
        else
        {
            _done += result.Task.State is TaskStates.Succeeded or TaskStates.Failed ? 1 : 0;
            WriteObject(result.Task);
            if (FailFast && result.Task.State is TaskStates.Failed)
            {
                Fail(ErrorRecords.From(result.Task));
            }
        }
    }

    private void Fail(ErrorRecord record)
    {
        if (FailFast)
        {
            record.ErrorDetails.RecommendedAction += _watcher!.Count > 0 ? " " + Remaining() : string.Empty;
            ThrowTerminatingError(record);
        }

        WriteError(record);
    }
}
