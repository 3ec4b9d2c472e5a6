using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Reads durations as people write them: seconds, a number with a unit, or a TimeSpan.</summary>
internal static class Duration
{
    private static readonly Regex WithUnit = new(
        @"^\s*(?<number>\d+(\.\d+)?)\s*(?<unit>ms|s|m|h|d)?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    /// <exception cref="NanoBananaException"><c>InvalidDuration</c>.</exception>
    public static TimeSpan Parse(object? value)
    {
        var plain = value.Unwrapped();
        var duration = plain switch
        {
            TimeSpan span => span,
            string text => FromText(text),

            // to PowerShell, 90d is the decimal number 90; how it was written shows that days are meant
            decimal number => FromText(LanguagePrimitives.ConvertTo<string>(value)) ?? FromSeconds((double)number),
            int or long or short or byte or double or float or uint => FromSeconds(Convert.ToDouble(plain, CultureInfo.InvariantCulture)),
            _ => null,
        };
        return duration >= TimeSpan.Zero
            ? duration.Value
            : throw new NanoBananaException(ErrorIds.InvalidDuration, plain) { Target = plain };
    }

    private static TimeSpan? FromText(string text)
    {
        var match = WithUnit.Match(text);
        if (!match.Success)
        {
            return text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? span : null;
        }

        var number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        return match.Groups["unit"].Value.ToUpperInvariant() switch
        {
            "MS" => FromSeconds(number / 1000),
            "M" => FromSeconds(number * 60),
            "H" => FromSeconds(number * 3600),
            "D" => FromSeconds(number * 86400),
            _ => FromSeconds(number),
        };
    }

    private static TimeSpan? FromSeconds(double seconds) =>
        seconds is >= 0 and < 1e9 ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)) : null;
}
