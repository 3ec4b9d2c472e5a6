namespace NanoBanana.Client.Waiting;

/// <summary>Watched tasks by the time of their next query: a heap, and one timer for its first.</summary>
internal sealed class WatchSchedule : IDisposable
{
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly List<WatchedTask> _heap = [];
    private readonly SemaphoreSlim _changed = new(0);
    private readonly ITimer _timer;
    private TimeSpan? _armedFor;

    public WatchSchedule(TimeProvider time)
    {
        (_time, _origin) = (time, time.GetTimestamp());
        _timer = time.CreateTimer(static self => ((WatchSchedule)self!).Rang(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Puts a task into the queue, or to another place in it.</summary>
    public void Set(WatchedTask task, TimeSpan wait)
    {
        lock (_heap)
        {
            task.Due = _time.GetElapsedTime(_origin) + wait;
            if (task.Place < 0)
            {
                task.Place = _heap.Count;
                _heap.Add(task);
            }

            Settle(task);
            if (task.Place > 0)
            {
                return;
            }
        }

        Wake();
    }

    /// <summary>Makes a task due now; false where it is being asked for.</summary>
    public bool Hurry(WatchedTask task)
    {
        lock (_heap)
        {
            if (task.Place < 0)
            {
                return false;
            }

            Set(task, TimeSpan.Zero);
            return true;
        }
    }

    /// <summary>Waits for the next task that is due, and takes it out.</summary>
    public async Task<WatchedTask> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TakeDue() is { } task)
            {
                return task;
            }

            await _changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Rang()
    {
        lock (_heap)
        {
            _armedFor = null;
        }

        Wake();
    }

    private void Wake()
    {
        lock (_changed)
        {
            if (_changed.CurrentCount == 0)
            {
                _changed.Release();
            }
        }
    }

    private WatchedTask? TakeDue()
    {
        lock (_heap)
        {
            if (_heap.Count == 0)
            {
                return null;
            }

            var wait = _heap[0].Due - _time.GetElapsedTime(_origin);
            if (wait > TimeSpan.Zero)
            {
                if (_armedFor != _heap[0].Due)
                {
                    // timers count whole milliseconds: rounded down, the last part of one would be waited for in a busy loop
                    _armedFor = _heap[0].Due;
                    _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
                }

                return null;
            }

            return TakeFirst();
        }
    }

    private WatchedTask TakeFirst()
    {
        var first = _heap[0];
        var last = _heap[_heap.Count - 1];
        _heap.RemoveAt(_heap.Count - 1);
        if (last != first)
        {
            (_heap[0], last.Place) = (last, 0);
            Settle(last);
        }

        first.Place = -1;
        return first;
    }

    /// <summary>Brings one task to its place, up or down.</summary>
    private void Settle(WatchedTask task)
    {
        while (task.Place > 0 && task.Due < _heap[(task.Place - 1) / 2].Due)
        {
            Swap(task, _heap[(task.Place - 1) / 2]);
        }

        while (Sooner(task.Place) is { } child && child.Due < task.Due)
        {
            Swap(child, task);
        }
    }

    private WatchedTask? Sooner(int place)
    {
        var left = (2 * place) + 1;
        return left >= _heap.Count ? null
            : left + 1 < _heap.Count && _heap[left + 1].Due < _heap[left].Due ? _heap[left + 1]
            : _heap[left];
    }

    private void Swap(WatchedTask one, WatchedTask other)
    {
        (one.Place, other.Place) = (other.Place, one.Place);
        (_heap[one.Place], _heap[other.Place]) = (one, other);
    }
}
