using System.Globalization;

namespace NanoBanana.Client.Gateways;

/// <summary>How long a gateway asks to wait: <c>Retry-After</c> (RFC 9110, 10.2.3) or AIGPTImage's <c>data.retryAfter</c>.</summary>
internal static class RetryAfter
{
    /// <summary>A longer wait than this is taken for nonsense.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Null if the gateway says nothing, or something negative, absurd or unreadable.</summary>
    public static TimeSpan? Read(GatewayReply reply, TimeProvider time)
    {
        var header = reply.RetryAfter?.Trim();
        var seconds = decimal.TryParse(header, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : reply.Json.Member("data").Member("retryAfter").AsDecimal();
        if (seconds is { } stated)
        {
            return stated >= 0 && stated <= (decimal)Longest.TotalSeconds ? TimeSpan.FromSeconds((double)stated) : null;
        }

        if (!DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until))
        {
            return null;
        }

        var wait = until - time.GetUtcNow();
        return wait >= TimeSpan.Zero && wait <= Longest ? wait : null;
    }
}
