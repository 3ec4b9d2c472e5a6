using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBanana.Client.Gateways.Facets;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Gateways.AigptImage;

/// <summary>https://aigptimage.com/docs: HTTP status and code agree; <c>X-Request-ID</c> makes a submit repeatable.</summary>
internal sealed class AigptImageGateway : IGateway, IAccountLimits
{
    /// <summary>The dialect of plain Nano Banana.</summary>
    private const string First = "image_size";

    public ProviderDescription Description { get; } = new()
    {
        Name = ProviderNames.AigptImage,
        BaseUri = new Uri("https://aigptimage.com"),
        KeyVariable = "NANOBANANA_AIGPTIMAGE_API_KEY",
        Documentation = new Uri("https://aigptimage.com/docs"),
        IdempotentSubmit = true,
    };

    public (string Name, string Prefix) KeyHeader => ("Authorization", "Bearer ");

    public bool HasEnvelope => true;

    public IReadOnlyList<string> IdNames { get; } = ["taskId", "task_id"];

    public IReadOnlyList<string> Dialects { get; } = ["aspect_ratio", First];

    public IReadOnlyList<Tier> Tiers => AigptImageTiers.All;

    public AccountLimits LimitsOf(Tier? tier) => (tier ?? AigptImageTiers.Assumed).Limits;

    public GatewayCall Submit(GatewayRequest request)
    {
        var isFirst = string.Equals(request.Model.Dialect, First, StringComparison.Ordinal);
        var input = new JsonObject { ["prompt"] = request.Request.Prompt }
            .With("image_urls", request.IsEdit ? request.ImageUrlArray() : null)
            .With(isFirst ? "image_size" : "aspect_ratio", request.Request.AspectRatio)
            .With("resolution", request.Request.Resolution)
            .With("output_format", isFirst ? request.Request.OutputFormat : RequestBody.Jpg(request.Request.OutputFormat))
            .With("nsfw_checker", request.Request.DisableSafetyCheck ? false : null)
            .WithOptions(request, ["image_urls", "aspect_ratio", "output_format", .. isFirst ? new[] { "image_size", "nsfw_checker" } : ["resolution"]]);
        return GatewayCall
            .Post("/api/v1/jobs/createTask", new JsonObject { ["model"] = request.Model.Model, ["input"] = input })
            .WithHeader("X-Request-ID", request.IntentId);
    }

    public TaskSnapshot ReadSubmit(GatewayReply reply) => new() { Id = KieReply.ReadId(reply) };

    public GatewayCall Query(TaskHandle task) =>
        GatewayCall.Get("/api/v1/jobs/recordInfo?taskId=" + Uri.EscapeDataString(task.Id));

    public TaskSnapshot ReadQuery(GatewayReply reply) => KieReply.Read(reply.Json.Record("taskId", "state"), Description.ResultLifetime, reply.Address);
}
