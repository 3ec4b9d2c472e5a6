using System.Text.Json.Nodes;

namespace NanoBanana.Client.Gateways;

/// <summary>A validated request whose sources are all URLs, ready for a gateway's mapping.</summary>
internal sealed record GatewayRequest
{
    public required ModelCapabilities Model { get; init; }

    /// <summary>What was asked for, with the defaults filled in and every value as this library spells it.</summary>
    public required ImageRequest Request { get; init; }

    /// <summary>The sources, then the references.</summary>
    public IReadOnlyList<Uri> ImageUrls { get; init; } = [];

    /// <summary>This client's id of the request; the idempotency key if the gateway has one.</summary>
    public required string IntentId { get; init; }

    public bool IsEdit => ImageUrls.Count > 0;

    public JsonArray ImageUrlArray() => new([.. ImageUrls.Select(url => (JsonNode?)JsonValue.Create(url.AbsoluteUri))]);
}
