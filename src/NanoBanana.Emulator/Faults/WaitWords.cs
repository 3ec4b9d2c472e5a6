using System.Globalization;

namespace NanoBanana.Emulation.Faults;

/// <summary>What the odd <c>rate-limit-…</c> faults say about the time to wait.</summary>
internal static class WaitWords
{
    private const int SecondsAhead = 2;

    /// <summary>The text of Retry-After; null for none.</summary>
    public static string? For(string fault, DateTimeOffset now) => fault switch
    {
        "rate-limit-date" => Date(now),
        "rate-limit-negative" => "-5",
        "rate-limit-nan" => "NaN",
        "rate-limit-absurd" => "99999999",
        "rate-limit-silent" => null,
        _ => throw new InvalidOperationException($"The fault '{fault}' is not an unusual rate limit."),
    };

    // The form has whole seconds; they are rounded up, so that a client that obeys never comes too early.
    private static string Date(DateTimeOffset now)
    {
        var fraction = now.UtcTicks % TimeSpan.TicksPerSecond;
        return now.AddTicks(fraction == 0 ? 0 : TimeSpan.TicksPerSecond - fraction).AddSeconds(SecondsAhead).ToString("R", CultureInfo.InvariantCulture);
    }
}
