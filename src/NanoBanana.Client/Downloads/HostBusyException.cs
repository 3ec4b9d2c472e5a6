using NanoBanana.Client.Gateways;

namespace NanoBanana.Client.Downloads;

/// <summary>The host of a result cannot serve it now: 408, 425, 429 or 5xx.</summary>
internal sealed class HostBusyException(int status, TimeSpan? retryAfter) : HttpRequestException(FormattableString.Invariant($"The host returned {status}."))
{
    /// <summary>How long the host asks to wait, or null.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
