using Microsoft.Extensions.Time.Testing;

namespace NanoBanana.Testing;

/// <summary>
/// A clock on which nothing waits: each timer moves the clock to its own moment at once. Guards, which no healthy call ever
/// meets, fire when <see cref="PassGuards"/> says that their time has passed; longer timers never do. Periods are not repeated.
/// </summary>
public sealed class JumpTime() : FakeTimeProvider(FakeTime.Start)
{
    /// <summary>How long a call may make no progress, anywhere in the core.</summary>
    public static readonly TimeSpan Guard = FakeTime.AttemptTimeout;

    private readonly Lock _lock = new();
    private readonly HashSet<Timer> _guards = [];

    public DateTimeOffset Now => GetUtcNow();

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
            SetUtcNow(Now + Guard);
            due = [.. _guards];
            _guards.Clear();
        }

        Array.ForEach(due, static timer => timer.Callback());
    }

    private bool Jump(Timer timer, TimeSpan dueTime)
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

            SetUtcNow(Now + dueTime);
            return true;
        }
    }

    private sealed class Timer(JumpTime time, Action callback) : ITimer
    {
        public Action Callback { get; } = callback;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (time.Jump(this, dueTime))
            {
                ThreadPool.QueueUserWorkItem(_ => Callback());
            }

            return true;
        }

        public void Dispose() => time.Jump(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
