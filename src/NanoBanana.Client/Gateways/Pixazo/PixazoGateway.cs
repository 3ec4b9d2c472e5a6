using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways.Facets;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Gateways.Pixazo;

/// <summary>
/// https://www.pixazo.ai/models/nano-banana and its older page, which polls by POST. Bare objects, real HTTP statuses.
/// </summary>
internal sealed class PixazoGateway : IGateway, ICallbackShape
{
    private const string SubmitPath = "/nano-banana/v1/nano-banana/";
    private const string OldStatusPath = "/nano-banana-polling/nano-banana/getStatus";
    private const string NewStatusPath = "/v2/requests/status/";

    public ProviderDescription Description { get; } = new()
    {
        Name = ProviderNames.Pixazo,
        BaseUri = new Uri("https://gateway.pixazo.ai"),
        KeyVariable = "NANOBANANA_PIXAZO_API_KEY",
        Documentation = new Uri("https://www.pixazo.ai/models/nano-banana"),
        IdempotentSubmit = false,
        Models = [.. CapabilityTable.Pixazo()],
    };

    public (string Name, string Prefix) KeyHeader => ("Ocp-Apim-Subscription-Key", string.Empty);

    public bool HasEnvelope => false;

    public IReadOnlyList<string> IdNames { get; } = ["request_id", "requestId"];

    public GatewayCall Submit(GatewayRequest request)
    {
        var body = new JsonObject { ["prompt"] = request.Request.Prompt }
            .With("image_urls", request.IsEdit ? request.ImageUrlArray() : null)
            .With("aspect_ratio", request.Request.AspectRatio)
            .With("num_images", request.Request.Count)
            .With("output_format", request.Request.OutputFormat)
            .With("sync_mode", request.Request.Inline ? true : null)
            .WithOptions(request, "image_urls", "aspect_ratio", "num_images", "output_format", "sync_mode");
        var call = GatewayCall
            .Post(SubmitPath + (request.IsEdit ? "generateEditImageRequest" : "generateTextToImageRequest"), body)
            .WithHeader("Cache-Control", "no-cache");
        return request.Request.CallbackUrl is null ? call : call.WithHeader("X-Webhook-URL", request.Request.CallbackUrl.AbsoluteUri);
    }

    public TaskSnapshot ReadSubmit(GatewayReply reply) => PixazoReply.Read(reply.Json, reply.Address);

    public GatewayCall Query(string id, string? statusUrl)
    {
        if (statusUrl is not null)
        {
            return GatewayCall.Get(statusUrl);
        }

        // polling_url is in the submit's reply only; without it, the form of the id tells the generation
        return id.StartsWith("nano-banana", StringComparison.Ordinal)
            ? GatewayCall.Get(NewStatusPath + Uri.EscapeDataString(id))
            : GatewayCall.Post(OldStatusPath, new JsonObject { ["requestId"] = id }).WithHeader("Cache-Control", "no-cache");
    }

    public TaskSnapshot ReadQuery(GatewayReply reply) => PixazoReply.Read(reply.Json, reply.Address);

    // the body posted equals the status object
    public TaskSnapshot? ReadCallback(JsonElement body) => PixazoReply.Read(body, address: null) is { Id: not null } snapshot ? snapshot : null;
}
