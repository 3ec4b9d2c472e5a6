namespace NanoBanana.Testing;

/// <summary>A one-shot timer of <see cref="FakeTime"/>; the code under test uses no periods.</summary>
internal sealed class FakeTimer(FakeTime time, Action callback) : ITimer
{
    public DateTimeOffset Due { get; set; }

    public bool IsGuard { get; set; }

    public Action Callback { get; } = callback;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, period);
        time.Set(this, dueTime);
        return true;
    }

    public void Dispose() => time.Set(this, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
