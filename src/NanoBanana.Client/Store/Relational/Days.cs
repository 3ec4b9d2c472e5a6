using System.Globalization;

namespace NanoBanana.Client.Store.Relational;

/// <summary>Days of the store's time zone, as numbers since 1970.</summary>
internal static class Days
{
    /// <summary>What a store's time zone is called that follows the machine's.</summary>
    public const string Local = "local";

    private static readonly DateTime First = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    public static int Of(DateTimeOffset time, string zone) => Of(TimeZoneInfo.ConvertTime(time, Find(zone)).DateTime);

    public static int Of(DateTime day) => (int)Math.Floor((day - First).TotalDays);

    public static DateTime ToDay(int day) => First.AddDays(day);

    /// <summary>The first day of a cap's period that a day is in.</summary>
    public static int Since(string period, int day) => period switch
    {
        BudgetCap.Day => day,
        BudgetCap.Month => day - ToDay(day).Day + 1,
        _ => throw new ArgumentOutOfRangeException(nameof(period), period, "Not a period of a cap."),
    };

    /// <summary>False for a name that this machine does not know as a time zone.</summary>
    public static bool IsKnown(string zone)
    {
        try
        {
            return Find(zone) is not null;
        }
        catch (Exception error) when (error is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            return false;
        }
    }

    /// <summary>The time zone of a name.</summary>
    public static TimeZoneInfo Find(string zone) => zone.ToUpper(CultureInfo.InvariantCulture) switch
    {
        "LOCAL" => TimeZoneInfo.Local,
        "UTC" => TimeZoneInfo.Utc,
        _ => TimeZoneInfo.FindSystemTimeZoneById(zone),
    };
}
