using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoBanana.Emulation.Http;

/// <summary>An answer, ready to send.</summary>
internal sealed record Reply(int Status, string? ContentType, byte[] Body)
{
    // The gateways send prompts as they are, not as \u escapes.
    private static readonly JsonSerializerOptions PlainText = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Where the connection is reset while this is sent.</summary>
    public ReplyCut Cut { get; init; }

    public static Reply Json(int status, JsonNode body) =>
        new(status, "application/json", Encoding.UTF8.GetBytes(body.ToJsonString(PlainText)));

    public static Reply Text(int status, string text) =>
        new(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));

    public static Reply Html(int status, string html) =>
        new(status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html));

    public static Reply Empty(int status) => new(status, null, []);

    public static string ToText(JsonNode node) => node.ToJsonString(PlainText);

    public Reply With(string header, string value) => this with { Headers = [.. Headers, new(header, value)] };

    public Reply CutInHalf() => this with { Body = Body.Take(Body.Length / 2).ToArray() };
}
