using System.Globalization;
using System.Management.Automation;
using NanoBanana.Client.Waiting;
using NanoBanana.PowerShell.Binding;
using NanoBanana.PowerShell.Hosting;

namespace NanoBanana.PowerShell.Commands;

/// <summary>Waits for many tasks at once and gives each as it ends.</summary>
[Cmdlet(VerbsLifecycle.Wait, "NanoBananaTask")]
[OutputType(typeof(ImageTask))]
public sealed class WaitNanoBananaTaskCommand : TaskCmdlet
{
    private readonly List<string> _late = [];
    private TaskWatcher? _watcher;
    private ProgressBar? _progress;
    private int _added;

    /// <summary>How long a task may take, from when this cmdlet gets it; it goes on at the gateway after that.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A fixed time between two queries of a task; without it, the time grows with the task's age.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? PollInterval { get; set; }

    /// <summary>Most queries at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 8;

    /// <inheritdoc/>
    protected override void Begin()
    {
        _progress = new ProgressBar(this, "Waiting for Nano Banana tasks", TimeProvider.System);
        _watcher = new TaskWatcher(
            (task, token) => ClientFor(task.Profile).QueryAsync(task, token),
            new WatchOptions { Timeout = Timeout, PollInterval = PollInterval, ThrottleLimit = ThrottleLimit });
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var task in Tasks())
        {
            _added++;
            _watcher!.Add(task);
        }

        while (_watcher!.TryTake(out var result))
        {
            Emit(result!);
        }

        WritePosted();
    }

    /// <inheritdoc/>
    protected override void End()
    {
        while (_watcher!.Count > 0)
        {
            ShowProgress();
            if (Await(() => TakeOrTickAsync()) is { } result)
            {
                Emit(result);
            }
        }

        _progress!.Complete();
        if (_late.Count > 0)
        {
            var ids = string.Join(", ", _late);
            WriteError(new NanoBananaException(ErrorIds.WaitTimeout, _late.Count, Timeout.ToString("g", CultureInfo.InvariantCulture), ids) { Target = _late.ToArray() });
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _watcher?.Dispose();
        base.Dispose(disposing);
    }

    private void ShowProgress()
    {
        var done = _added - _watcher!.Count;
        _progress!.Show(string.Format(CultureInfo.InvariantCulture, "{0} of {1} done", done, _added), done, _added);
    }

    // wakes up now and then, so that the progress bar moves
    private async Task<WatchResult?> TakeOrTickAsync()
    {
        using var tick = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        tick.CancelAfter(TimeSpan.FromSeconds(1));
        try
        {
            return await _watcher!.TakeAsync(tick.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Emit(WatchResult result)
    {
        if (result.TimedOut)
        {
            _late.Add(result.Task.ToString());
        }
        else if (result.Error is { } error)
        {
            WriteError(error);
        }
        else
        {
            WriteObject(result.Task);
        }
    }
}
