using System.Collections.Concurrent;

namespace NanoBanana.Emulation.Tests.Support;

/// <summary>A clock whose timers ring at once and are remembered: long waits cost no time.</summary>
internal sealed class RingingClock : TimeProvider
{
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
        {
            Waits.Enqueue(dueTime);
        }

        return base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
    }
}
