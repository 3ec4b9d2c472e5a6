using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBanana.Client.Gateways.Facets;
using NanoBanana.Client.Model;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Gateways.NanoBananaApi;

/// <summary>https://docs.nanobananaapi.ai/nanobanana-api/generate-or-edit-image; the spelling of its types is theirs.</summary>
internal sealed class NanoBananaApiGateway : IGateway, ICreditQuery, ICallbackShape, IAccountLimits
{
    public ProviderDescription Description { get; } = new()
    {
        Name = ProviderNames.NanoBananaApi,
        BaseUri = new Uri("https://api.nanobananaapi.ai"),
        KeyVariable = "NANOBANANA_NANOBANANAAPI_API_KEY",
        Documentation = new Uri("https://docs.nanobananaapi.ai/nanobanana-api/generate-or-edit-image"),
        IdempotentSubmit = false,
        Models = [.. CapabilityTable.NanoBananaApi()],
    };

    public (string Name, string Prefix) KeyHeader => ("Authorization", "Bearer ");

    public bool HasEnvelope => true;

    public IReadOnlyList<string> IdNames { get; } = ["taskId", "task_id"];

    public IReadOnlyList<Tier> Tiers => [];

    public AccountLimits LimitsOf(Tier? tier) => AccountLimits.KieFamily;

    public GatewayCall Submit(GatewayRequest request) => GatewayCall.Post(
        "/api/v1/nanobanana/generate",
        new JsonObject
        {
            ["prompt"] = request.Request.Prompt,
            ["type"] = request.IsEdit ? "IMAGETOIAMGE" : "TEXTTOIAMGE",
            ["callBackUrl"] = (request.Request.CallbackUrl ?? ReservedUrls.NoCallback).AbsoluteUri,
        }
        .With("numImages", request.Request.Count)
        .With("imageUrls", request.IsEdit ? request.ImageUrlArray() : null)
        .With("watermark", request.Request.Watermark)
        .With("image_size", request.Request.AspectRatio)
        .WithOptions(request, "numImages", "imageUrls", "watermark", "image_size"));

    public TaskSnapshot ReadSubmit(GatewayReply reply) =>
        new() { Id = reply.Json.Record("taskId", "task_id").FirstMember("taskId", "task_id").AsId() };

    public GatewayCall Query(string id, string? statusUrl) =>
        GatewayCall.Get("/api/v1/nanobanana/record-info?taskId=" + Uri.EscapeDataString(id));

    public TaskSnapshot ReadQuery(GatewayReply reply) => NanoBananaApiReply.Read(reply.Json.Record("taskId", "successFlag"), reply.Address);

    public TaskSnapshot? ReadCallback(JsonElement body) => NanoBananaApiReply.ReadCallback(body);

    public GatewayCall Credit() => GatewayCall.Get("/api/v1/common/credit");

    public decimal? ReadCredit(GatewayReply reply) => reply.Json.Member("data").AsDecimal();
}
