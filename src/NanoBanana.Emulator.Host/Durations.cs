using System.Globalization;

namespace NanoBanana.Emulation.Host;

internal static class Durations
{
    /// <summary>Seconds, or a number with the unit ms, s or m.</summary>
    public static TimeSpan Parse(string text)
    {
        var (digits, milliseconds) = text switch
        {
            _ when text.EndsWith("ms", StringComparison.Ordinal) => (text[..^2], 1.0),
            _ when text.EndsWith('s') => (text[..^1], 1000.0),
            _ when text.EndsWith('m') => (text[..^1], 60_000.0),
            _ => (text, 1000.0),
        };
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * milliseconds < 86_400_000
            ? TimeSpan.FromMilliseconds(number * milliseconds)
            : throw new BadArgumentException($"'{text}' is not a duration. Write 2, 2s, 500ms or 1m; the longest is one day.");
    }
}
