using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoBanana.Client.Gateways;

/// <summary>An HTTP message to a gateway, not yet sent: pure data, so that it can be tested and sent again.</summary>
internal sealed record GatewayCall(HttpMethod Method, string Path)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>UTF-8 JSON, or null for a call without a body.</summary>
    public byte[]? Body { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static GatewayCall Get(string path) => new(HttpMethod.Get, path);

    public static GatewayCall Post(string path, JsonNode body) =>
        new(HttpMethod.Post, path) { Body = Encoding.UTF8.GetBytes(body.ToJsonString(Plain)) };

    public GatewayCall WithHeader(string name, string value) =>
        this with { Headers = [.. Headers, new KeyValuePair<string, string>(name, value)] };
}
