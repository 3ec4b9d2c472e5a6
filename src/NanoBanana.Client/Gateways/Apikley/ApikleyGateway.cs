using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBanana.Client.Gateways.Facets;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Gateways.Apikley;

/// <summary>https://docs.apikley.ru/Google/google-nano-banana-edit: errors in the envelope of an HTTP 200, <c>msg</c> or <c>message</c>.</summary>
internal sealed class ApikleyGateway : IGateway, ICreditQuery, IFormUpload, IFreshLink, ISignedCallback, IAccountLimits
{
    /// <summary>The dialect of plain Nano Banana, with the older name of the ratio.</summary>
    private const string First = "image_size";

    /// <summary>The dialect of Nano Banana 2, 2.1 and Pro (https://docs.apikley.ru/Google/google-pro-image-to-image).</summary>
    private const string Newer = "image_input";

    public ProviderDescription Description { get; } = new()
    {
        Name = ProviderNames.Apikley,
        BaseUri = new Uri("https://api.apikley.ru"),
        KeyVariable = "NANOBANANA_APIKLEY_API_KEY",
        Documentation = new Uri("https://docs.apikley.ru/Google/google-nano-banana-edit"),
        IdempotentSubmit = false,
        ResultLifetime = TimeSpan.FromHours(24),
    };

    public (string Name, string Prefix) KeyHeader => ("Authorization", "Bearer ");

    public bool HasEnvelope => true;

    public IReadOnlyList<string> IdNames { get; } = ["taskId", "task_id"];

    /// <summary>https://docs.apikley.ru/file-upload-api/file-upload-api_upload-file-stream.</summary>
    public IReadOnlyList<string> Dialects { get; } = [Newer, First, "image_urls"];

    public string UploadPath => "/file-upload/api/file-stream-upload";

    public string FileField => "file";

    // documented: 3 days; a task must still find the file at the end of its wait
    public TimeSpan UploadLifetime => TimeSpan.FromDays(2.5);

    /// <summary>https://docs.apikley.ru/common-api/common-api_download-url.</summary>
    public TimeSpan FreshLinkLifetime => TimeSpan.FromMinutes(20);

    public string SignatureHeader => KieSignature.Header;

    public string TimestampHeader => KieSignature.TimestampHeader;

    public IReadOnlyList<KeyValuePair<string, string>> FieldsOf(string name) =>
        [new("uploadPath", "nanobanana"), new("fileName", name)];

    public string? ReadUpload(GatewayReply reply) => reply.Json.Record().FirstMember("downloadUrl", "fileUrl").AsLink();

    /// <summary>Asks for a link that works for one that the gateway gave before.</summary>
    public GatewayCall FreshLink(string url) => GatewayCall.Post("/api/v1/common/download-url", new JsonObject { ["url"] = url });

    public string? ReadFreshLink(GatewayReply reply) => reply.Json.Member("data").AsLink();

    public IReadOnlyList<Tier> Tiers => [];

    public AccountLimits LimitsOf(Tier? tier) => AccountLimits.KieFamily;

    public GatewayCall Submit(GatewayRequest request)
    {
        var isFirst = string.Equals(request.Model.Dialect, First, StringComparison.Ordinal);
        var images = string.Equals(request.Model.Dialect, Newer, StringComparison.Ordinal) ? "image_input" : "image_urls";
        var input = new JsonObject { ["prompt"] = request.Request.Prompt }
            .With(images, request.IsEdit ? request.ImageUrlArray() : null)
            .With("output_format", isFirst ? request.Request.OutputFormat : RequestBody.Jpg(request.Request.OutputFormat))
            .With(isFirst ? "image_size" : "aspect_ratio", request.Request.AspectRatio)
            .With("resolution", request.Request.Resolution)
            .With("google_search", request.Request.WebSearch ? true : null)
            .WithOptions(request, [images, "aspect_ratio", "output_format", isFirst ? "image_size" : "resolution"]);
        return GatewayCall.Post(
            "/api/v1/jobs/createTask",
            new JsonObject { ["model"] = request.Model.Model }
                .With("callBackUrl", request.Request.CallbackUrl?.AbsoluteUri)
                .With("input", input));
    }

    public TaskSnapshot ReadSubmit(GatewayReply reply) => new() { Id = KieReply.ReadId(reply) };

    public GatewayCall Query(TaskHandle task) =>
        GatewayCall.Get("/api/v1/jobs/recordInfo?taskId=" + Uri.EscapeDataString(task.Id));

    public TaskSnapshot ReadQuery(GatewayReply reply) => KieReply.Read(reply.Json.Record("taskId", "state"), Description.ResultLifetime, reply.Address);

    public string Sign(Secret secret, string id, string timestamp) => KieSignature.Of(secret, id, timestamp);

    public TaskSnapshot? ReadCallback(JsonElement body) => KieReply.ReadCallback(body, Description.ResultLifetime);

    public GatewayCall Credit() => GatewayCall.Get("/api/v1/chat/credit");

    public decimal? ReadCredit(GatewayReply reply) => reply.Json.Member("data").AsDecimal();
}
