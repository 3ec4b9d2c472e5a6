namespace NanoBanana.Client.Http;

/// <summary>How long to wait before the next attempt.</summary>
internal static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>The larger of the gateway's wait and a doubling wait, from which jitter subtracts up to half.</summary>
    /// <param name="first">The wait before the second attempt.</param>
    /// <param name="attempt">0 for the first wait.</param>
    /// <param name="asked">The wait that the gateway asks for, or null.</param>
    /// <param name="random">From 0 up to 1.</param>
    public static TimeSpan Wait(TimeSpan first, int attempt, TimeSpan? asked, double random)
    {
        var doubled = Math.Min(Longest.TotalSeconds, first.TotalSeconds * Math.Pow(2, Math.Min(attempt, 16)));
        var own = TimeSpan.FromSeconds(doubled * (1 - (random / 2)));
        return asked > own ? asked.Value : own;
    }
}
