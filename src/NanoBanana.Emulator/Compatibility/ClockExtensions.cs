namespace NanoBanana.Emulation.Compatibility;

internal static class ClockExtensions
{
    /// <summary>Waits on the given clock, so that a test's clock also moves the emulator's pauses.</summary>
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
}
