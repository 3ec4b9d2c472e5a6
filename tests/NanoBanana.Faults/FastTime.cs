namespace NanoBanana.Faults;

/// <summary>
/// A clock on which nobody waits: whoever sets a timer finds the clock moved to it at once. Guards, which no healthy call ever
/// meets, fire when <see cref="PassGuards"/> says that their time has passed; longer timers never do.
/// </summary>
internal sealed class FastTime : TimeProvider
{
    /// <summary>How long a call may stand still, anywhere in the core.</summary>
    public static readonly TimeSpan Guard = TimeSpan.FromSeconds(100);

    private readonly object _lock = new();
    private readonly HashSet<Timer> _guards = [];
    private DateTimeOffset _now = new(2026, 10, 5, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Nothing has moved for as long as a guard allows.</summary>
    public void PassGuards()
    {
        Timer[] due;
        lock (_lock)
        {
            _now += Guard;
            due = [.. _guards];
            _guards.Clear();
        }

        Array.ForEach(due, static timer => timer.Callback());
    }

    private bool Set(Timer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            _guards.Remove(timer);
            if (dueTime == Guard)
            {
                _guards.Add(timer);
            }

            if (dueTime < TimeSpan.Zero || dueTime >= Guard)
            {
                return false;
            }

            _now += dueTime;
            return true;
        }
    }

    private sealed class Timer(FastTime time, Action callback) : ITimer
    {
        public Action Callback { get; } = callback;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (time.Set(this, dueTime))
            {
                ThreadPool.QueueUserWorkItem(_ => Callback());
            }

            return true;
        }

        public void Dispose() => time.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
