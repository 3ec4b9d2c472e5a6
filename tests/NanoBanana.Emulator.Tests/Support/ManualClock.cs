namespace NanoBanana.Emulation.Tests.Support;

/// <summary>A clock that stands still until it is moved. Its timers never ring; only the time of day is used here.</summary>
internal sealed class ManualClock : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).Ticks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Move(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
