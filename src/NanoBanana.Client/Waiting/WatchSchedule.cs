namespace NanoBanana.Client.Waiting;

/// <summary>
/// Watched tasks by the time of their next query: a heap, and one timer for its first. It releases at most a given number per
/// second, so that many tasks that are due at once do not storm a gateway.
/// </summary>
internal sealed class WatchSchedule : IDisposable
{
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly List<WatchedTask> _heap = [];
    private readonly SemaphoreSlim _changed = new(0);
    private readonly ITimer _timer;
    private readonly TimeSpan _pace;
    private TimeSpan? _armedFor;
    private TimeSpan _paced;

    /// <param name="mostPerSecond">The maximum number of tasks per second, on average; those of a whole second may be released at once. Null sets no limit; tasks of emulators have none.</param>
    /// <param name="time">The clock and the timer.</param>
    public WatchSchedule(int? mostPerSecond, TimeProvider time)
    {
        (_time, _origin) = (time, time.GetTimestamp());
        _pace = mostPerSecond is { } most ? TimeSpan.FromTicks(TimeSpan.TicksPerSecond / most) : TimeSpan.Zero;
        _timer = time.CreateTimer(static self => ((WatchSchedule)self!).Rang(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Puts a task into the queue, or to another place in it.</summary>
    public void Set(WatchedTask task, TimeSpan wait)
    {
        lock (_heap)
        {
            if (Place(task, _time.GetElapsedTime(_origin) + wait) > 0)
            {
                return;
            }
        }

        Wake();
    }

    /// <summary>Makes a task due before all others; false if it is being queried.</summary>
    public bool Hurry(WatchedTask task)
    {
        lock (_heap)
        {
            if (task.Place < 0)
            {
                return false;
            }

            Place(task, TimeSpan.Zero);
        }

        Wake();
        return true;
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

            var now = _time.GetElapsedTime(_origin);
            var isPaced = _pace > TimeSpan.Zero && !_heap[0].Model.IsEmulated;
            var due = isPaced && _heap[0].Due < _paced - Burst ? _paced - Burst : _heap[0].Due;
            if (due > now)
            {
                Arm(due, due - now);
                return null;
            }

            _paced = isPaced ? (_paced > now ? _paced : now) + _pace : _paced;
            return TakeFirst();
        }
    }

    private void Arm(TimeSpan due, TimeSpan wait)
    {
        if (_armedFor != due)
        {
            // timers count whole milliseconds: rounded down, the last part of one would be waited for in a busy loop
            _armedFor = due;
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
    }

    private int Place(WatchedTask task, TimeSpan due)
    {
        task.Due = due;
        if (task.Place < 0)
        {
            task.Place = _heap.Count;
            _heap.Add(task);
        }

        Settle(task);
        return task.Place;
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
