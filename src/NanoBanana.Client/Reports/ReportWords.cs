using System.Globalization;

namespace NanoBanana.Client.Reports;

/// <summary>Values as people read them.</summary>
internal static class ReportWords
{
    /// <summary>"2.3 s", "1 min 12 s", "2 h 5 min".</summary>
    public static string Of(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 59.95 } => duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        { TotalHours: < 1 } => FormattableString.Invariant($"{duration.Minutes} min {duration.Seconds} s"),
        _ => FormattableString.Invariant($"{(int)duration.TotalHours} h {duration.Minutes} min"),
    };

    /// <summary>"21 Nov 2026, 06:48", in the zone of the value.</summary>
    public static string Of(DateTimeOffset time) => time.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"1 task", "12 tasks".</summary>
    public static string Count(int count, string noun) => FormattableString.Invariant($"{count:N0} {noun}{(count == 1 ? string.Empty : "s")}");

    /// <summary>A sort key that a script reads as a number; empty if there is no value.</summary>
    public static string Key(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>A text of at most this number of characters.</summary>
    public static string Cut(string text, int length) => text.Length <= length ? text : text.Substring(0, length - 1) + "…";
}
