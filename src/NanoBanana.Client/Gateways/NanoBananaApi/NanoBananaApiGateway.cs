using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBanana.Client.Gateways.Facets;
using NanoBanana.Client.Model;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Gateways.NanoBananaApi;

/// <summary>https://docs.nanobananaapi.ai/nanobanana-api/generate-or-edit-image; the spelling of its types is theirs.</summary>
internal sealed class NanoBananaApiGateway : IGateway, ICreditQuery, ICallbackShape, IAccountLimits
{
    /// <summary>The dialect of plain Nano Banana; each dialect is the last part of its route.</summary>
    private const string First = "generate";

    public ProviderDescription Description { get; } = new()
    {
        Name = ProviderNames.NanoBananaApi,
        BaseUri = new Uri("https://api.nanobananaapi.ai"),
        KeyVariable = "NANOBANANA_NANOBANANAAPI_API_KEY",
        Documentation = new Uri("https://docs.nanobananaapi.ai/nanobanana-api/generate-or-edit-image"),
        IdempotentSubmit = false,
    };

    public (string Name, string Prefix) KeyHeader => ("Authorization", "Bearer ");

    public bool HasEnvelope => true;

    public IReadOnlyList<string> IdNames { get; } = ["taskId", "task_id"];

    public IReadOnlyList<string> Dialects { get; } = ["generate-2", "generate-pro", First];

    public IReadOnlyList<Tier> Tiers => [];

    public AccountLimits LimitsOf(Tier? tier) => AccountLimits.KieFamily;

    public GatewayCall Submit(GatewayRequest request) => GatewayCall.Post(
        "/api/v1/nanobanana/" + request.Model.Dialect,
        request.Model.Dialect is First ? FirstBody(request) : NewerBody(request));

    public TaskSnapshot ReadSubmit(GatewayReply reply) =>
        new() { Id = reply.Json.Record("taskId", "task_id").FirstMember("taskId", "task_id").AsId() };

    public GatewayCall Query(TaskHandle task) =>
        GatewayCall.Get("/api/v1/nanobanana/record-info?taskId=" + Uri.EscapeDataString(task.Id));

    public TaskSnapshot ReadQuery(GatewayReply reply) => NanoBananaApiReply.Read(reply.Json.Record("taskId", "successFlag"), reply.Address);

    public TaskSnapshot? ReadCallback(JsonElement body) => NanoBananaApiReply.ReadCallback(body);

    public GatewayCall Credit() => GatewayCall.Get("/api/v1/common/credit");

    public decimal? ReadCredit(GatewayReply reply) => reply.Json.Member("data").AsDecimal();

    // one route for both operations, which are distinguished by its type
    private static JsonObject FirstBody(GatewayRequest request) => new JsonObject
    {
        ["prompt"] = request.Request.Prompt,
        ["type"] = request.IsEdit ? "IMAGETOIAMGE" : "TEXTTOIAMGE",
        ["callBackUrl"] = CallbackUrl(request),
    }
    .With("numImages", request.Request.Count)
    .With("imageUrls", request.IsEdit ? request.ImageUrlArray() : null)
    .With("watermark", request.Request.Watermark)
    .With("image_size", request.Request.AspectRatio)
    .WithOptions(request, "numImages", "imageUrls", "watermark", "image_size");

    /// <summary>https://docs.nanobananaapi.ai/nanobanana-api/generate-image-2 and generate-image-pro: images make it an edit.</summary>
    private static JsonObject NewerBody(GatewayRequest request) => new JsonObject { ["prompt"] = request.Request.Prompt }
        .With("imageUrls", request.IsEdit ? request.ImageUrlArray() : null)
        .With("aspectRatio", request.Request.AspectRatio)
        .With("resolution", request.Request.Resolution)
        .With("googleSearch", request.Request.WebSearch ? true : null)
        .With("outputFormat", RequestBody.Jpg(request.Request.OutputFormat))
        .With("callBackUrl", CallbackUrl(request))
        .WithOptions(request, "imageUrls", "aspectRatio", "resolution", "googleSearch", "outputFormat", "callBackUrl");

    // if a page requires an address and there is none, this one leads nowhere
    private static string? CallbackUrl(GatewayRequest request) =>
        (request.Request.CallbackUrl ?? (request.Model.Callback is CallbackRules.Required ? ReservedUrls.NoCallback : null))?.AbsoluteUri;
}
