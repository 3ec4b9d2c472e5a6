using System.Globalization;

namespace NanoBanana.Client.Submitting;

/// <summary>
/// Names intents: 32 hexadecimal digits, a version 7 UUID (RFC 9562, section 5.7) without hyphens. Such ids are in the order of their
/// time, so that the store adds them to the end of its indexes.
/// </summary>
internal static class IntentIds
{
    private const int TimeDigits = 12;
    private const int VersionDigits = 1;

    /// <summary>A new id.</summary>
    /// <param name="time">The clock of the client; ids of the same millisecond differ in 74 random bits.</param>
    public static string New(TimeProvider time) =>
        time.GetUtcNow().ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture) + "7" + Guid.NewGuid().ToString("N").Substring(TimeDigits + VersionDigits);
}
