using System.Text;
using System.Text.Json.Nodes;
using NanoBanana.Client.Gateways;

namespace NanoBanana.Client.Tests.Support;

/// <summary>What the five gateways say, in each one's own shape.</summary>
internal static class Wire
{
    public static TheoryData<string> Providers { get; } = new(GatewayRegistry.Names);

    public static GatewayReply Reply(string body, int status = 200, string? retryAfter = null) => new(status, Encoding.UTF8.GetBytes(body), retryAfter);

    public static string Accepted(string provider, string id) => provider switch
    {
        ProviderNames.Pixazo => new JsonObject { ["request_id"] = id }.ToJsonString(),
        ProviderNames.Crun => Envelope(provider, 200, "success", new JsonObject { ["task_id"] = id }),
        _ => Envelope(provider, 200, "success", new JsonObject { ["taskId"] = id }),
    };

    public static string Envelope(string provider, int code, string text, JsonNode? data = null) => new JsonObject
    {
        ["code"] = code,
        [provider == ProviderNames.Crun ? "message" : "msg"] = text,
        ["data"] = data,
    }.ToJsonString();

    /// <summary>An error body without any code in it.</summary>
    public static string Bare(string text) => new JsonObject { ["error"] = text }.ToJsonString();
}
