using System.Collections.Concurrent;
using NanoBanana.Client.Http;

namespace NanoBanana.Client.Waiting;

/// <summary>
/// Watches many tasks on one loop, without a thread or timer per task. Tasks can be added while it runs, and ended ones are
/// taken as they come.
/// </summary>
public sealed class TaskWatcher : IDisposable
{
    /// <summary>The last query of a task is sent this long before its time is over, or a tenth of that time if that is less: a query still under way then is cut off.</summary>
    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(2);

    /// <summary>How long the only query of a watch with a timeout of 0 may take.</summary>
    private static readonly TimeSpan OnlyWord = TimeSpan.FromSeconds(5);

    private readonly Func<ImageTask, CancellationToken, Task<ImageTask>> _query;
    private readonly WatchOptions _options;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _slots;
    private readonly ConcurrentQueue<WatchResult> _ended = new();
    private readonly SemaphoreSlim _endedSignal = new(0);
    private readonly WatchSchedule _schedule;
    private readonly WatchHints _hints;
    private readonly WatchTally _tally;
    private readonly ConcurrentDictionary<string, NanoBananaException> _shut = new(StringComparer.OrdinalIgnoreCase);
    private int _open;
    private int _watched;

    /// <summary>Starts an empty watch.</summary>
    /// <param name="query">Asks for the state of a task.</param>
    /// <param name="options">How tasks are watched.</param>
    public TaskWatcher(Func<ImageTask, CancellationToken, Task<ImageTask>> query, WatchOptions options)
    {
        (_query, _options) = (query, options);
        _slots = new SemaphoreSlim(options.ThrottleLimit);
        _schedule = new WatchSchedule(options.PollInterval is null ? options.MostQueriesPerSecond : null, options.Time);
        _hints = new WatchHints(options.Signals, Hurry);
        _tally = new WatchTally(options.Time);
        _ = Task.Run(RunAsync);
    }

    /// <summary>The number of tasks that were added and not taken yet.</summary>
    public int Count => Volatile.Read(ref _open);

    /// <summary>Watches a task. A task that has ended is returned at once.</summary>
    /// <param name="task">A task of any state.</param>
    public void Add(ImageTask task)
    {
        Interlocked.Increment(ref _open);
        var model = _options.Durations.Of(task, _options.IsEmulated?.Invoke(task) ?? false);
        _tally.Added(task, model);
        if (task.HasEnded() && task is not { State: TaskStates.Unknown, Id: not null })
        {
            End(new WatchResult(task, Error: null, TimedOut: false));
            return;
        }

        Interlocked.Increment(ref _watched);
        var watched = new WatchedTask(task, model, _options.Time);
        _hints.Add(watched);
        Schedule(watched);
    }

    /// <summary>The progress of the tasks that were added so far.</summary>
    /// <returns>Counts of the tasks by state.</returns>
    public WatchProgress Progress() => _tally.Snapshot();

    /// <summary>Takes a task that has ended, without waiting.</summary>
    /// <param name="result">The task or its error.</param>
    /// <returns>False if no task has ended since the last call.</returns>
    public bool TryTake(out WatchResult? result)
    {
        result = _endedSignal.Wait(0) ? Dequeue() : null;
        return result is not null;
    }

    /// <summary>Waits for the next task that ends.</summary>
    /// <param name="cancellationToken">Stops waiting; the tasks continue.</param>
    /// <returns>The task or its error; null if no task is left, or after <c>Dispose</c>.</returns>
    /// <exception cref="OperationCanceledException">The wait was stopped.</exception>
    public async Task<WatchResult?> TakeAsync(CancellationToken cancellationToken)
    {
        if (Count == 0)
        {
            return null;
        }

        await _endedSignal.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Dequeue();
    }

    /// <summary>Stops all queries. The tasks that were being watched continue at their gateways.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _hints.Dispose();
        _schedule.Dispose();
        _endedSignal.Release();
    }

    private WatchResult? Dequeue()
    {
        if (_ended.TryDequeue(out var result))
        {
            Interlocked.Decrement(ref _open);
            return result;
        }

        // disposed: the next waiting caller must learn it as well
        _endedSignal.Release();
        return null;
    }

    private void End(WatchResult result)
    {
        _ended.Enqueue(result);
        _endedSignal.Release();
    }

    private void End(WatchedTask watched, NanoBananaException? error, bool timedOut)
    {
        Interlocked.Decrement(ref _watched);
        _hints.Remove(watched);
        if (!watched.Task.HasEnded())
        {
            _tally.GaveUp(watched.Task);
        }

        End(new WatchResult(watched.Task, error, timedOut));
    }

    private void Hurry(WatchedTask watched)
    {
        lock (watched)
        {
            watched.IsHinted = !_schedule.Hurry(watched);
        }
    }

    private void Schedule(WatchedTask watched)
    {
        lock (watched)
        {
            var wait = watched.IsHinted ? TimeSpan.Zero : PollPlan.Wait(watched, _options, Volatile.Read(ref _watched));
            watched.IsHinted = false;
            _schedule.Set(watched, Left(watched) is { } left ? Sooner(wait, left) : wait);
        }
    }

    /// <summary>The wait until the next query, until the last one, or until the time is over.</summary>
    private TimeSpan Sooner(TimeSpan wait, TimeSpan left)
    {
        var word = TimeSpan.FromTicks(Math.Min(LastWord.Ticks, _options.Timeout!.Value.Ticks / 10));
        var last = left - word;
        return wait <= last ? wait : last > TimeSpan.Zero ? last : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private TimeSpan? Left(WatchedTask watched) => _options.Timeout - watched.Watched(_options.Time);

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await _slots.WaitAsync(_stop.Token).ConfigureAwait(false);
                var watched = await _schedule.NextAsync(_stop.Token).ConfigureAwait(false);
                if (Settled(watched))
                {
                    _slots.Release();
                }
                else
                {
                    _ = QueryAsync(watched);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // disposed
        }
    }

    /// <summary>Ends the watch of a task that is no longer queried: its time is over, or the gateway refuses its profile.</summary>
    private bool Settled(WatchedTask watched)
    {
        if (_shut.TryGetValue(watched.Task.Profile, out var shut))
        {
            End(watched, shut.For(watched.Task.Id), timedOut: false);
            return true;
        }

        if (_options.Timeout > TimeSpan.Zero && Left(watched) <= TimeSpan.Zero)
        {
            End(watched, watched.LastError, timedOut: true);
            return true;
        }

        return false;
    }

    private async Task QueryAsync(WatchedTask watched)
    {
        var age = watched.Age(_options.Time);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        try
        {
            var before = watched.Task;
            var query = _query(before, cut.Token);
            using var patience = query.IsCompleted ? null : Patience(watched, cut);
            watched.Task = await query.ConfigureAwait(false);
            (watched.Failures, watched.LastError) = (0, null);
            Seen(watched, before, age);
            After(watched, error: null);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            End(watched, error: null, timedOut: true);
        }
        catch (OperationCanceledException)
        {
            // disposed; the task continues at its gateway
        }
        catch (NanoBananaException error)
        {
            // one that was held back was not sent, and says nothing of the gateway
            watched.Failures += error is { ErrorId: ErrorIds.RateLimited, HttpStatus: null } ? 0 : 1;
            watched.LastError = error;
            After(watched, error);
        }
        catch (Exception error)
        {
            End(watched, new NanoBananaException(ErrorIds.InternalError, error, error.Message) { Target = watched.Task.Id }, timedOut: false);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Cuts a query off, its repeats included, once the task's time is over.</summary>
    private ITimer? Patience(WatchedTask watched, CancellationTokenSource cut)
    {
        if (Left(watched) is not { } left)
        {
            return null;
        }

        var wait = TimeSpan.FromMilliseconds(Math.Min((left > TimeSpan.Zero ? left : OnlyWord).TotalMilliseconds, int.MaxValue));
        return _options.Time.CreateTimer(static cut => TryCancel((CancellationTokenSource)cut!), cut, wait, Timeout.InfiniteTimeSpan);
    }

    private static void TryCancel(CancellationTokenSource cut)
    {
        try
        {
            cut.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // the query ended in the same moment
        }
    }

    private void Seen(WatchedTask watched, ImageTask before, TimeSpan age)
    {
        var after = watched.Task;
        if (after.HasEnded())
        {
            _tally.Ended(before, after);
            WatchLessons.Learn(watched, watched.Age(_options.Time));
        }
        else
        {
            watched.Alive = age;
            _tally.Changed(before, after);
        }

        if (_options.Log is { } log && !string.Equals(before.State, after.State, StringComparison.Ordinal))
        {
            var span = watched.Age(_options.Time).TotalSeconds;
            log.Verbose(FormattableString.Invariant($"Task {after.Id}: {before.State} -> {after.State}, {span:0.0} s after it was submitted, query {watched.Queries + 1}."));
        }
    }

    private void After(WatchedTask watched, NanoBananaException? error)
    {
        watched.Queries++;
        if (watched.Task.HasEnded())
        {
            End(watched, error: null, timedOut: false);
        }
        else if (error is not null && !error.MayPass)
        {
            if (NetworkFaults.IsPermanent(error))
            {
                _shut.TryAdd(watched.Task.Profile, error);
            }

            End(watched, error, timedOut: false);
        }
        else if (_options.Timeout == TimeSpan.Zero)
        {
            End(watched, error, timedOut: true);
        }
        else
        {
            Schedule(watched);
        }
    }
}
