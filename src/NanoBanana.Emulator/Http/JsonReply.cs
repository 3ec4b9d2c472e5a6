using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Http;

/// <summary>Replies of JSON.</summary>
internal static class JsonReply
{
    // The gateways send prompts as they are, not as \u escapes.
    private static readonly JsonSerializerOptions PlainText = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Reply Of(int status, JsonNode body) => new(status, "application/json", Encoding.UTF8.GetBytes(ToText(body)));

    public static string ToText(JsonNode node) => node.ToJsonString(PlainText);
}
