using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Gateways.Apikley;

/// <summary>https://docs.apikley.ru/Google/google-nano-banana-edit: errors in the envelope of an HTTP 200, <c>msg</c> or <c>message</c>.</summary>
internal sealed class ApikleyGateway : IGateway
{
    /// <summary>Multipart upload, https://docs.apikley.ru/file-upload-api/file-upload-api_upload-file-stream; deleted after 3 days.</summary>
    public const string UploadPath = "/file-upload/api/file-stream-upload";

    /// <summary>https://docs.apikley.ru/common-api/common-api_download-url.</summary>
    public static readonly TimeSpan DownloadLinkLifetime = TimeSpan.FromMinutes(20);

    public ProviderDescription Description { get; } = new()
    {
        Name = ProviderNames.Apikley,
        BaseUri = new Uri("https://api.apikley.ru"),
        KeyVariable = "NANOBANANA_APIKLEY_API_KEY",
        Documentation = new Uri("https://docs.apikley.ru/Google/google-nano-banana-edit"),
        Upload = true,
        Credit = true,
        IdempotentSubmit = false,
        SignedCallbacks = true,
        ResultLifetime = TimeSpan.FromHours(24),
        Models = [.. CapabilityTable.Of(ProviderNames.Apikley)],
    };

    public (string Name, string Prefix) KeyHeader => ("Authorization", "Bearer ");

    public bool HasEnvelope => true;

    public IReadOnlyList<string> IdNames { get; } = ["taskId", "task_id"];

    public static string? ReadUpload(GatewayReply reply) => reply.Json.Record().FirstMember("downloadUrl", "fileUrl").AsLink();

    /// <summary>Asks for a link that works for one that the gateway gave before.</summary>
    public static GatewayCall DownloadLink(string url) => GatewayCall.Post("/api/v1/common/download-url", new JsonObject { ["url"] = url });

    public static string? ReadDownloadLink(GatewayReply reply) => reply.Json.Member("data").AsLink();

    public GatewayCall Submit(GatewayRequest request)
    {
        var input = new JsonObject { ["prompt"] = request.Prompt }
            .With("image_urls", request.IsEdit ? request.ImageUrlArray() : null)
            .With("output_format", request.OutputFormat)
            .With("image_size", request.AspectRatio)
            .WithOptions(request, "image_urls", "output_format", "image_size", "aspect_ratio");
        return GatewayCall.Post(
            "/api/v1/jobs/createTask",
            new JsonObject { ["model"] = request.Model.Model }
                .With("callBackUrl", request.CallbackUrl?.AbsoluteUri)
                .With("input", input));
    }

    public TaskSnapshot ReadSubmit(GatewayReply reply) => new() { Id = KieReply.ReadId(reply) };

    public GatewayCall Query(string id, string? statusUrl) =>
        GatewayCall.Get("/api/v1/jobs/recordInfo?taskId=" + Uri.EscapeDataString(id));

    public TaskSnapshot ReadQuery(GatewayReply reply) => KieReply.Read(reply.Json.Record("taskId", "state"), Description.ResultLifetime, reply.Address);

    public TaskSnapshot? ReadCallback(JsonElement body) => KieReply.ReadCallback(body, Description.ResultLifetime);

    public GatewayCall Credit() => GatewayCall.Get("/api/v1/chat/credit");

    public decimal? ReadCredit(GatewayReply reply) => reply.Json.Member("data").AsDecimal();
}
