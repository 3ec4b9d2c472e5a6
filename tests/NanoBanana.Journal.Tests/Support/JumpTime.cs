namespace NanoBanana.Journal.Tests.Support;

/// <summary>A clock on which nobody waits: whoever sets a timer finds the clock moved to it at once. Long timers are guards and never fire.</summary>
internal sealed class JumpTime : TimeProvider
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(100);

    private readonly object _lock = new();

    public DateTimeOffset Now { get; private set; } = new(2026, 10, 5, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Set(DateTimeOffset now) => Now = now;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

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
            if (dueTime >= TimeSpan.Zero && dueTime < Guard)
            {
                lock (time._lock)
                {
                    time.Now += dueTime;
                }

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
