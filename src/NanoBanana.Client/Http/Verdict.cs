using System.Text.Json;
using NanoBanana.Client.Gateways;

namespace NanoBanana.Client.Http;

/// <summary>What a reply means, by HTTP status and envelope together.</summary>
/// <param name="Code">The envelope's code where it has one, else the HTTP status.</param>
/// <param name="InEnvelope">The code stands in the body.</param>
/// <param name="IsError">The gateway says no.</param>
/// <param name="Text">The gateway's words; empty where it says yes.</param>
internal sealed record Verdict(int Code, bool InEnvelope, bool IsError, string Text)
{
    /// <summary>More is looked at by nobody, and searching it takes longer than a search may.</summary>
    private const int MostWords = 8192;

    private const int FirstError = 300;
    private const string NoReason = "it gave no reason.";

    public static Verdict Of(IGateway gateway, GatewayReply reply)
    {
        var code = reply.Json.FirstMember("code", "statusCode").AsInt();
        var inEnvelope = gateway.HasEnvelope ? code is not null : code >= FirstError;
        var envelopeSaysNo = inEnvelope && code is not (200 or 201 or 202 or 0);
        if (reply.IsSuccess)
        {
            return new Verdict(envelopeSaysNo ? code!.Value : reply.Status, inEnvelope, envelopeSaysNo, envelopeSaysNo ? Words(reply.Json) : string.Empty);
        }

        return new Verdict(envelopeSaysNo ? code!.Value : reply.Status, envelopeSaysNo, IsError: true, Words(reply.Json));
    }

    private static string Words(JsonElement json)
    {
        var error = json.Member("error");
        var said = new[] { json.Member("message"), json.Member("msg"), error, error.Member("message"), json.Member("detail") }
            .Concat(json.Member("errors").Items())
            .Select(Said)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var words = said.Count == 0 ? NoReason : string.Join("; ", said);
        return words.Length <= MostWords ? words : words.Substring(0, MostWords);
    }

    /// <summary>What one member says; where it wraps another reply as text, what that one says.</summary>
    private static string? Said(JsonElement member)
    {
        var text = member.AsText();
        var wrapped = text is ['{', ..] ? member.AsEmbeddedJson() : default;
        if (wrapped.ValueKind != JsonValueKind.Object)
        {
            return text;
        }

        var words = Words(wrapped);
        return string.Equals(words, NoReason, StringComparison.Ordinal) ? null : words;
    }
}
