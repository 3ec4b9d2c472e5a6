using System.Globalization;
using System.Text.RegularExpressions;

namespace NanoBanana.Emulation.Limits;

/// <summary>A number of calls in any period of a length, as in <c>20/10s</c>.</summary>
internal sealed record CallLimit(int Calls, TimeSpan Window)
{
    private static readonly Regex Form = new(
        @"^(?<calls>[1-9]\d{0,5})/(?<number>\d{0,5}(\.\d{1,3})?)(?<unit>ms|s|m|h)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    /// <exception cref="ArgumentException">The text is not understood.</exception>
    public static CallLimit Parse(string text)
    {
        var match = Form.Match(text.Trim());
        var number = match.Groups["number"].Value is { Length: > 0 } digits ? double.Parse(digits, CultureInfo.InvariantCulture) : 1;
        var unit = match.Groups["unit"].Value switch { "ms" => 1, "s" => 1000, "m" => 60_000, _ => 3_600_000 };
        return match.Success && number > 0
            ? new CallLimit(int.Parse(match.Groups["calls"].Value, CultureInfo.InvariantCulture), TimeSpan.FromMilliseconds(number * unit))
            : throw new ArgumentException($"'{text}' is not a rate limit. Write a number of calls in a period, such as 20/10s or 600/m.", nameof(text));
    }

    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}/{1}s", Calls, Window.TotalSeconds);
}
