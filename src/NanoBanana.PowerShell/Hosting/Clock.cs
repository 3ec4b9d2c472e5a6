namespace NanoBanana.PowerShell.Hosting;

/// <summary>Waits of the cmdlets, without the package that would come into the load context that all modules share.</summary>
internal static class Clock
{
    public static Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(delay, TimeProvider.System, cancellationToken);
#else
        TimeProvider.System.Delay(delay, cancellationToken);
#endif
}
