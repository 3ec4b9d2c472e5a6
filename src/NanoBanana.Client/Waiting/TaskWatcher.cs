using System.Collections.Concurrent;

namespace NanoBanana.Client.Waiting;

/// <summary>
/// Watches many tasks on one loop, without a thread or timer a task. Tasks can be added while it runs, and ended ones are
/// taken as they come.
/// </summary>
public sealed class TaskWatcher : IDisposable
{
    private readonly Func<ImageTask, CancellationToken, Task<ImageTask>> _query;
    private readonly WatchOptions _options;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _slots;
    private readonly ConcurrentQueue<WatchResult> _ended = new();
    private readonly SemaphoreSlim _endedSignal = new(0);
    private readonly WatchSchedule _schedule = new();
    private readonly Task _loop;
    private readonly IDisposable _signals;
    private int _open;

    /// <summary>Starts an empty watch.</summary>
    /// <param name="query">Asks for the state of a task.</param>
    /// <param name="options">How.</param>
    public TaskWatcher(Func<ImageTask, CancellationToken, Task<ImageTask>> query, WatchOptions options)
    {
        (_query, _options) = (query, options);
        _slots = new SemaphoreSlim(options.ThrottleLimit);
        _loop = Task.Run(RunAsync);
        _signals = TaskSignals.Process.Subscribe(_schedule.Hurry);
    }

    /// <summary>Tasks that were added and not taken yet.</summary>
    public int Count => Volatile.Read(ref _open);

    /// <summary>Watches one more task; one that has ended comes out at once.</summary>
    public void Add(ImageTask task)
    {
        Interlocked.Increment(ref _open);
        if (task.HasEnded())
        {
            End(new WatchResult(task, Error: null, TimedOut: false));
            return;
        }

        var watched = new WatchedTask(task, _options.Time);
        Schedule(watched);
    }

    /// <summary>Takes an ended task without waiting.</summary>
    public bool TryTake(out WatchResult? result)
    {
        if (!_endedSignal.Wait(0))
        {
            result = null;
            return false;
        }

        return Dequeue(out result);
    }

    /// <summary>Waits for the next task to end; null once none is left.</summary>
    public async Task<WatchResult?> TakeAsync(CancellationToken cancellationToken)
    {
        if (Count == 0)
        {
            return null;
        }

        await _endedSignal.WaitAsync(cancellationToken).ConfigureAwait(false);
        Dequeue(out var result);
        return result;
    }

    /// <summary>Stops all queries. What was being watched goes on at its gateway.</summary>
    public void Dispose()
    {
        _signals.Dispose();
        _stop.Cancel();
        _schedule.Wake();
    }

    private bool Dequeue(out WatchResult? result)
    {
        Interlocked.Decrement(ref _open);
        return _ended.TryDequeue(out result);
    }

    private void End(WatchResult result)
    {
        _ended.Enqueue(result);
        _endedSignal.Release();
    }

    private void Schedule(WatchedTask watched)
    {
        var wait = _options.PollInterval ?? PollPlan.Next(watched.Age(), watched.Queries, watched.Failures);
        var left = _options.Timeout - watched.Watched();
        _schedule.Add(watched, _options.Time.GetUtcNow() + (left < wait ? left.Value : wait));
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await _slots.WaitAsync(_stop.Token).ConfigureAwait(false);
                var watched = await _schedule.NextAsync(_options.Time, _stop.Token).ConfigureAwait(false);
                _ = QueryAsync(watched);
            }
        }
        catch (OperationCanceledException)
        {
            // disposed
        }
    }

    private async Task QueryAsync(WatchedTask watched)
    {
        try
        {
            watched.Task = await _query(watched.Task, _stop.Token).ConfigureAwait(false);
            watched.Failures = 0;
            After(watched, error: null);
        }
        catch (OperationCanceledException)
        {
            // disposed; the task goes on at its gateway
        }
        catch (NanoBananaException error)
        {
            watched.Failures++;
            After(watched, error);
        }
        catch (Exception error)
        {
            End(new WatchResult(watched.Task, new NanoBananaException(ErrorIds.InternalError, error, error.Message) { Target = watched.Task.Id }, TimedOut: false));
        }
        finally
        {
            _slots.Release();
        }
    }

    private void After(WatchedTask watched, NanoBananaException? error)
    {
        watched.Queries++;
        if (watched.Task.HasEnded())
        {
            End(new WatchResult(watched.Task, Error: null, TimedOut: false));
        }
        else if (error is not null && !MayPass(error))
        {
            End(new WatchResult(watched.Task, error, TimedOut: false));
        }
        else if (watched.Watched() >= _options.Timeout)
        {
            End(new WatchResult(watched.Task, error, TimedOut: true));
        }
        else
        {
            Schedule(watched);
        }
    }

    private static bool MayPass(NanoBananaException error) =>
        error.Kind is ErrorKind.ConnectionError or ErrorKind.ResourceUnavailable or ErrorKind.LimitsExceeded or ErrorKind.OperationTimeout
        || error.ErrorId is ErrorIds.UnreadableReply;
}
