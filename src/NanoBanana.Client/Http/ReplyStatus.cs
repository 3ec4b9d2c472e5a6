using NanoBanana.Client.Gateways;

namespace NanoBanana.Client.Http;

/// <summary>What a reply means, by HTTP status and envelope together.</summary>
/// <param name="Code">The envelope's code if it has one, else the HTTP status.</param>
/// <param name="InEnvelope">The code is in the body.</param>
/// <param name="IsError">The gateway reports an error.</param>
/// <param name="Text">The gateway's message; empty for a success.</param>
internal sealed record ReplyStatus(int Code, bool InEnvelope, bool IsError, string Text)
{
    private const int FirstError = 300;

    public static ReplyStatus Of(IGateway gateway, GatewayReply reply)
    {
        var code = reply.Json.FirstMember("code", "statusCode").AsInt();
        var inEnvelope = gateway.HasEnvelope ? code is not null : code >= FirstError;
        var envelopeSaysNo = inEnvelope && code is not (200 or 201 or 202 or 0);
        if (reply.IsSuccess)
        {
            return new ReplyStatus(envelopeSaysNo ? code!.Value : reply.Status, inEnvelope, envelopeSaysNo, envelopeSaysNo ? Reasons.Of(reply) : string.Empty);
        }

        return new ReplyStatus(envelopeSaysNo ? code!.Value : reply.Status, envelopeSaysNo, IsError: true, Reasons.Of(reply));
    }
}
