using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBanana.Client.Gateways.Facets;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Gateways.AigptImage;

/// <summary>https://aigptimage.com/docs: HTTP status and code agree; <c>X-Request-ID</c> makes a submit repeatable.</summary>
internal sealed class AigptImageGateway : IGateway, IAccountLimits
{
    public ProviderDescription Description { get; } = new()
    {
        Name = ProviderNames.AigptImage,
        BaseUri = new Uri("https://aigptimage.com"),
        KeyVariable = "NANOBANANA_AIGPTIMAGE_API_KEY",
        Documentation = new Uri("https://aigptimage.com/docs"),
        IdempotentSubmit = true,
        Models = [.. CapabilityTable.AigptImage()],
    };

    public (string Name, string Prefix) KeyHeader => ("Authorization", "Bearer ");

    public bool HasEnvelope => true;

    public IReadOnlyList<string> IdNames { get; } = ["taskId", "task_id"];

    public IReadOnlyList<Tier> Tiers => AigptImageTiers.All;

    public AccountLimits LimitsOf(Tier? tier) => (tier ?? AigptImageTiers.Assumed).Limits;

    public GatewayCall Submit(GatewayRequest request)
    {
        var input = new JsonObject { ["prompt"] = request.Request.Prompt }
            .With("image_urls", request.IsEdit ? request.ImageUrlArray() : null)
            .With("image_size", request.Request.AspectRatio)
            .With("output_format", request.Request.OutputFormat)
            .With("nsfw_checker", request.Request.DisableSafetyCheck ? false : null)
            .WithOptions(request, "image_urls", "image_size", "aspect_ratio", "output_format", "nsfw_checker");
        return GatewayCall
            .Post("/api/v1/jobs/createTask", new JsonObject { ["model"] = request.Model.Model, ["input"] = input })
            .WithHeader("X-Request-ID", request.IntentId);
    }

    public TaskSnapshot ReadSubmit(GatewayReply reply) => new() { Id = KieReply.ReadId(reply) };

    public GatewayCall Query(string id, string? statusUrl) =>
        GatewayCall.Get("/api/v1/jobs/recordInfo?taskId=" + Uri.EscapeDataString(id));

    public TaskSnapshot ReadQuery(GatewayReply reply) => KieReply.Read(reply.Json.Record("taskId", "state"), Description.ResultLifetime, reply.Address);

}
