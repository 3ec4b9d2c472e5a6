using NanoBanana.Client.Gateways;

namespace NanoBanana.Client.Http;

/// <summary>No whole reply came.</summary>
/// <param name="reason">What happened, for people; without secrets.</param>
/// <param name="bodyStarted">True where the gateway may have seen the request.</param>
/// <param name="inner">The cause, or null where it names a secret.</param>
internal sealed class SendException(string reason, bool bodyStarted, Exception? inner) : Exception(reason, inner)
{
    public bool BodyStarted { get; } = bodyStarted;

    /// <summary>Whether it will be the same next time.</summary>
    public SendFault Fault { get; init; }

    /// <summary>As much of the reply as came; null where none did.</summary>
    public GatewayReply? Partial { get; init; }
}
