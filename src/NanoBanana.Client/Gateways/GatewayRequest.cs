using System.Text.Json.Nodes;

namespace NanoBanana.Client.Gateways;

/// <summary>A validated request whose sources are all URLs, ready for a gateway's mapping.</summary>
internal sealed record GatewayRequest
{
    public required ModelCapabilities Model { get; init; }

    public required string Prompt { get; init; }

    public IReadOnlyList<Uri> ImageUrls { get; init; } = [];

    public string? AspectRatio { get; init; }

    public string? OutputFormat { get; init; }

    public string? Resolution { get; init; }

    public int? Count { get; init; }

    public string? Watermark { get; init; }

    public Uri? CallbackUrl { get; init; }

    public bool Inline { get; init; }

    public bool DisableSafetyCheck { get; init; }

    /// <summary>This client's id of the request; the idempotency key where the gateway has one.</summary>
    public required string IntentId { get; init; }

    public IReadOnlyDictionary<string, JsonNode?> Options { get; init; } = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);

    public bool IsEdit => ImageUrls.Count > 0;

    public JsonArray ImageUrlArray() => new([.. ImageUrls.Select(url => (JsonNode?)JsonValue.Create(url.AbsoluteUri))]);
}
