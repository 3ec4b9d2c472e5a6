namespace NanoBanana.Client.Waiting;

/// <summary>Watched tasks by the time of their next query.</summary>
internal sealed class WatchSchedule
{
    private readonly SortedDictionary<(DateTimeOffset Due, long Order), WatchedTask> _byDue = [];
    private TaskCompletionSource<bool> _changed = NewSignal();
    private long _last;

    public void Add(WatchedTask task, DateTimeOffset due)
    {
        lock (_byDue)
        {
            _byDue.Add((due, ++_last), task);
        }

        Wake();
    }

    /// <summary>Makes a task due now, where it waits.</summary>
    public void Hurry(string provider, string id)
    {
        lock (_byDue)
        {
            var found = _byDue.FirstOrDefault(each => string.Equals(each.Value.Task.Id, id, StringComparison.Ordinal) && string.Equals(each.Value.Task.Provider, provider, StringComparison.Ordinal));
            if (found.Value is null)
            {
                return;
            }

            _byDue.Remove(found.Key);
            _byDue.Add((DateTimeOffset.MinValue, ++_last), found.Value);
        }

        Wake();
    }

    /// <summary>Lets the waiting loop look again.</summary>
    public void Wake() => Volatile.Read(ref _changed).TrySetResult(true);

    /// <summary>Waits for the next task that is due, and takes it out.</summary>
    public async Task<WatchedTask> NextAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var changed = NewSignal();
            Volatile.Write(ref _changed, changed);
            var wait = TakeDue(time.GetUtcNow(), out var task);
            if (task is not null)
            {
                return task;
            }

            await WaitAsync(changed.Task, wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task WaitAsync(Task changed, TimeSpan? wait, TimeProvider time, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // timers count whole milliseconds: rounded down, the last part of one would be waited for in a busy loop
        var delay = time.Delay(wait is { } left ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : Timeout.InfiniteTimeSpan, enough.Token);
        await Task.WhenAny(changed, delay).ConfigureAwait(false);
        enough.Cancel();
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TimeSpan? TakeDue(DateTimeOffset now, out WatchedTask? task)
    {
        lock (_byDue)
        {
            task = null;
            if (_byDue.Count == 0)
            {
                return null;
            }

            var first = _byDue.First();
            if (first.Key.Due > now)
            {
                return first.Key.Due - now;
            }

            _byDue.Remove(first.Key);
            task = first.Value;
            return null;
        }
    }
}
