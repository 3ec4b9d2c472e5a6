using System.Globalization;
using System.Text.RegularExpressions;

namespace NanoBanana;

/// <summary>A number of calls in a period, as in <c>20/10s</c>.</summary>
/// <param name="Calls">Most calls in any stretch of <paramref name="Window"/>; at least 1.</param>
/// <param name="Window">From a millisecond to a day.</param>
public sealed record RateLimit(int Calls, TimeSpan Window)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private static readonly Regex Form = new(
        @"^\s*(?<calls>[0-9]{1,6})\s*/\s*(?<number>[0-9]{1,6}(\.[0-9]{1,3})?)?\s*(?<unit>ms|s|m|h)\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    /// <summary>Reads a rate limit.</summary>
    /// <param name="text">A number of tasks and a period, such as <c>20/10s</c>, <c>600/m</c> or <c>5/500ms</c>.</param>
    /// <returns>The limit, or null if the text is not one.</returns>
    public static RateLimit? TryParse(string? text)
    {
        var match = Form.Match(text ?? string.Empty);
        if (!match.Success)
        {
            return null;
        }

        var calls = int.Parse(match.Groups["calls"].Value, CultureInfo.InvariantCulture);
        var number = match.Groups["number"].Success ? double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) : 1;
        var window = TimeSpan.FromMilliseconds(number * match.Groups["unit"].Value.ToUpperInvariant() switch { "MS" => 1, "S" => 1000, "M" => 60_000, _ => 3_600_000 });
        return calls > 0 && window > TimeSpan.Zero && window <= Longest ? new RateLimit(calls, window) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}/{1}s", Calls, Window.TotalSeconds);
}
