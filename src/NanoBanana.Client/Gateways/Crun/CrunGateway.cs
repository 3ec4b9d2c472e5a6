using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBanana.Client.Gateways.Facets;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Gateways.Crun;

/// <summary>https://docs.crun.ai/models/google/nano-banana: PascalCase routes, <c>message</c>, epoch seconds.</summary>
internal sealed class CrunGateway : IGateway, ICreditQuery, IPriceEstimate, IPresignedUpload, ICallbackShape, IAccountLimits
{
    private const string Job = "/api/v1/client/job/";

    public ProviderDescription Description { get; } = new()
    {
        Name = ProviderNames.Crun,
        BaseUri = new Uri("https://api.crun.ai"),
        KeyVariable = "NANOBANANA_CRUN_API_KEY",
        Documentation = new Uri("https://docs.crun.ai/models/google/nano-banana"),
        IdempotentSubmit = false,
    };

    public (string Name, string Prefix) KeyHeader => ("x-api-key", string.Empty);

    public bool HasEnvelope => true;

    public IReadOnlyList<string> IdNames { get; } = ["taskId", "task_id"];

    public IReadOnlyList<string> Dialects { get; } = ["input"];

    // no page states how long uploads live; a day is what its results are known to outlive
    public TimeSpan UploadLifetime => TimeSpan.FromDays(1);

    /// <summary>Both spellings of the estimate route: the documents' first, then the official command line's.</summary>
    public IEnumerable<GatewayCall> Estimates(GatewayRequest request) =>
        new[] { "estimate-credits", "EstimateTask" }.Select(route => GatewayCall.Post(Job + route, Body(request)));

    public decimal? ReadEstimate(GatewayReply reply) =>
        reply.Json.Member("data").FirstMember("credits", "estimated_credits").AsAmount();

    public GatewayCall UploadUrl(string contentType, string extension) => GatewayCall.Get(
        $"/api/v1/client/files/upload-url?content_type={Uri.EscapeDataString(contentType)}&ext={Uri.EscapeDataString(extension)}");

    public (string? PutUrl, string? FileUrl) ReadUploadUrl(GatewayReply reply)
    {
        var data = reply.Json.Record();
        return (data.Member("presigned_url").AsLink(), data.Member("file_url").AsLink());
    }

    public IReadOnlyList<Tier> Tiers => [];

    public AccountLimits LimitsOf(Tier? tier) => AccountLimits.KieFamily;

    public GatewayCall Submit(GatewayRequest request) => GatewayCall.Post(Job + "CreateTask", Body(request));

    public TaskSnapshot ReadSubmit(GatewayReply reply) =>
        new() { Id = reply.Json.Record("task_id", "taskId").FirstMember("task_id", "taskId").AsId() };

    public GatewayCall Query(TaskHandle task) =>
        GatewayCall.Get(Job + "TaskInfo?task_id=" + Uri.EscapeDataString(task.Id));

    public TaskSnapshot ReadQuery(GatewayReply reply) => CrunReply.Read(reply.Json.Record("task_id", "status"), reply.Address);

    // the structure of the query's data object, without its envelope
    public TaskSnapshot? ReadCallback(JsonElement body) => CrunReply.Read(body, address: null) is { Id: not null } snapshot ? snapshot : null;

    public GatewayCall Credit() => GatewayCall.Get("/api/v1/client/account/balance");

    public decimal? ReadCredit(GatewayReply reply) =>
        reply.Json.Member("data").Member("balance").AsDecimal() ?? reply.Json.Member("data").AsDecimal();

    private static JsonObject Body(GatewayRequest request)
    {
        var input = new JsonObject { ["prompt"] = request.Request.Prompt }
            .With("img_urls", request.IsEdit ? request.ImageUrlArray() : null)
            .With("aspect_ratio", request.Request.AspectRatio)
            .With("output_format", RequestBody.Jpg(request.Request.OutputFormat)) // its own 422 says: Input should be 'png' or 'jpg'
            .With("resolution", request.Request.Resolution)
            .With("google_search", request.Request.WebSearch ? true : null)
            .WithOptions(request, "img_urls", "aspect_ratio", "output_format", "resolution", "google_search");
        return new JsonObject { ["model"] = request.Model.Model }
            .With("callback_url", request.Request.CallbackUrl?.AbsoluteUri)
            .With("input", input);
    }
}
