namespace NanoBanana.Http1;

/// <summary>Waits on the given clock, so that a test's clock also moves the server's pauses.</summary>
internal static class ClockExtensions
{
    public static Task PauseAsync(this TimeProvider clock, TimeSpan pause, CancellationToken cancel)
    {
        if (pause <= TimeSpan.Zero)
        {
            return Task.CompletedTask;
        }

#if NETSTANDARD2_0
        return TimeProviderTaskExtensions.Delay(clock, pause, cancel);
#else
        return Task.Delay(pause, clock, cancel);
#endif
    }

    /// <summary>A source that cancels itself after a time.</summary>
    public static CancellationTokenSource CancelAfter(this TimeProvider clock, TimeSpan time) =>
#if NETSTANDARD2_0
        TimeProviderTaskExtensions.CreateCancellationTokenSource(clock, time);
#else
        new(time, clock);
#endif
}
