namespace NanoBanana.Fuzz;

/// <summary>A clock on which nobody waits: whoever sets a timer finds the clock moved to it at once. Timers that guard against a silent network never fire.</summary>
internal sealed class JumpTime : TimeProvider
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(100);

    private long _ticks = new DateTimeOffset(2026, 10, 5, 12, 0, 0, TimeSpan.Zero).Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(JumpTime time, Action callback) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime >= TimeSpan.Zero && dueTime != Guard)
            {
                Interlocked.Add(ref time._ticks, dueTime.Ticks);
                ThreadPool.QueueUserWorkItem(_ => callback());
            }

            return true;
        }

        public void Dispose()
        {
            // it has fired, or never will
        }

        public ValueTask DisposeAsync() => default;
    }
}
