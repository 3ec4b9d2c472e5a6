using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBanana.Client.Gateways.Facets;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Gateways.Pixazo;

/// <summary>
/// https://www.pixazo.ai/models/nano-banana and its older page, which polls by POST. Bare objects, real HTTP statuses.
/// </summary>
internal sealed class PixazoGateway : IGateway, ICallbackShape
{
    public ProviderDescription Description { get; } = new()
    {
        Name = ProviderNames.Pixazo,
        BaseUri = new Uri("https://gateway.pixazo.ai"),
        KeyVariable = "NANOBANANA_PIXAZO_API_KEY",
        Documentation = new Uri("https://www.pixazo.ai/models/nano-banana"),
        IdempotentSubmit = false,
    };

    public (string Name, string Prefix) KeyHeader => ("Ocp-Apim-Subscription-Key", string.Empty);

    public bool HasEnvelope => false;

    public IReadOnlyList<string> IdNames { get; } = ["request_id", "requestId"];

    public IReadOnlyList<string> Dialects => PixazoRoutes.Dialects;

    public GatewayCall Submit(GatewayRequest request)
    {
        var body = request.Model.Dialect is PixazoRoutes.Earliest ? EarliestBody(request) : Body(request);
        var call = GatewayCall.Post(PixazoRoutes.Of(request.Model, request.IsEdit), body).WithHeader("Cache-Control", "no-cache");
        return request.Request.CallbackUrl is null ? call : call.WithHeader("X-Webhook-URL", request.Request.CallbackUrl.AbsoluteUri);
    }

    public TaskSnapshot ReadSubmit(GatewayReply reply) => PixazoReply.Read(reply.Json, reply.Address);

    public GatewayCall Query(TaskHandle task)
    {
        if (task.StatusUrl is not null)
        {
            return GatewayCall.Get(task.StatusUrl);
        }

        // polling_url is in the submit's reply only; without it, the model or the form of the id shows the generation
        return PixazoRoutes.OldStatus(task) is ({ } path, { } field)
            ? GatewayCall.Post(path, new JsonObject { [field] = task.Id }).WithHeader("Cache-Control", "no-cache")
            : GatewayCall.Get(PixazoRoutes.Status + Uri.EscapeDataString(task.Id));
    }

    public TaskSnapshot ReadQuery(GatewayReply reply) => PixazoReply.Read(reply.Json, reply.Address);

    // the body posted equals the status object
    public TaskSnapshot? ReadCallback(JsonElement body) => PixazoReply.Read(body, address: null) is { Id: not null } snapshot ? snapshot : null;

    private static JsonObject Body(GatewayRequest request) => new JsonObject { ["prompt"] = request.Request.Prompt }
        .With("image_urls", request.IsEdit ? request.ImageUrlArray() : null)
        .With("aspect_ratio", request.Request.AspectRatio)
        .With("num_images", request.Request.Count)
        .With("output_format", request.Request.OutputFormat)
        .With("sync_mode", request.Request.Inline ? true : null)
        .With("resolution", request.Request.Resolution)
        .With("enable_web_search", request.Request.WebSearch ? true : null)
        .WithOptions(request, ["image_urls", "aspect_ratio", "num_images", "output_format", "sync_mode", .. request.Model.Resolutions.Count > 0 ? new[] { "resolution", "enable_web_search" } : []]);

    // the spelling of early 2026, with its own names
    private static JsonObject EarliestBody(GatewayRequest request) => new JsonObject { ["prompt"] = request.Request.Prompt }
        .With("image_input", request.IsEdit ? request.ImageUrlArray() : null)
        .With("aspect_ratio", request.Request.AspectRatio is AspectRatios.Auto ? "match_input_image" : request.Request.AspectRatio)
        .With("resolution", request.Request.Resolution)
        .With("output_format", RequestBody.Jpg(request.Request.OutputFormat))
        .With("google_search", request.Request.WebSearch ? true : null)
        .WithOptions(request, "image_input", "aspect_ratio", "resolution", "output_format", "google_search");
}
