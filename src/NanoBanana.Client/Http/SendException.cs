using NanoBanana.Client.Gateways;

namespace NanoBanana.Client.Http;

/// <summary>No whole reply came.</summary>
/// <param name="reason">What happened, for users; without secrets.</param>
/// <param name="bodyStarted">True if the gateway may have seen the request.</param>
/// <param name="inner">The cause, or null if it names a secret.</param>
internal sealed class SendException(string reason, bool bodyStarted, Exception? inner) : Exception(reason, inner)
{
    public bool BodyStarted { get; } = bodyStarted;

    /// <summary>Whether it will be the same next time.</summary>
    public SendFault Fault { get; init; }

    /// <summary>As much of the reply as came; null if none did.</summary>
    public GatewayReply? Partial { get; init; }
}
