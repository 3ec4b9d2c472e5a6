using System.Globalization;
using System.Text;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways.Facets;

namespace NanoBanana.Client.Callbacks;

/// <summary>Verifies the signature of a callback and the time of signing.</summary>
internal static class CallbackSignature
{
    /// <exception cref="NanoBananaException"><c>CallbackSignatureInvalid</c> or <c>CallbackTimestampInvalid</c>.</exception>
    public static void Verify(ISignedCallback gateway, string id, IReadOnlyList<KeyValuePair<string, string>> headers, CallbackOptions options, DateTimeOffset now)
    {
        var signature = Only(headers, gateway.SignatureHeader, id);
        var timestamp = Only(headers, gateway.TimestampHeader, id);
        var given = Encoding.UTF8.GetBytes(signature);
        var matches = false;
        foreach (var secret in options.Secrets)
        {
            // every secret is tried, so that the time does not show which one matched
            matches |= FixedTime.Equal(given, Encoding.UTF8.GetBytes(gateway.Sign(secret, id, timestamp)));
        }

        if (!matches)
        {
            throw Invalid(id, "it was not made with the secret");
        }

        if (!IsNear(timestamp, now, options.Tolerance))
        {
            throw new NanoBananaException(ErrorIds.CallbackTimestampInvalid, id, timestamp, options.Tolerance.TotalMinutes) { Target = id };
        }
    }

    // what is there twice could be read in two ways
    private static string Only(IReadOnlyList<KeyValuePair<string, string>> headers, string name, string id)
    {
        var values = headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        return values.Count == 1 ? values[0].Value : throw Invalid(id, $"the header {name} is {(values.Count == 0 ? "missing" : "there more than once")}");
    }

    private static bool IsNear(string timestamp, DateTimeOffset now, TimeSpan tolerance)
    {
        const int MostDigits = 12;
        return timestamp.Length <= MostDigits
            && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= tolerance.TotalSeconds;
    }

    private static NanoBananaException Invalid(string id, string why) => new(ErrorIds.CallbackSignatureInvalid, id, why) { Target = id };
}
