using System.Text.Json.Nodes;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Gateways.Facets;

namespace NanoBanana.SixthGateway.Tests;

/// <summary>A made-up gateway: bare replies, its own upload, a balance and two tiers. It is all in this folder.</summary>
internal sealed class ExampleGateway : IGateway, IFormUpload, ICreditQuery, IAccountLimits
{
    public const string Name = "Example";

    public ProviderDescription Description { get; } = new()
    {
        Name = Name,
        BaseUri = new Uri("https://api.gateway.example"),
        KeyVariable = "NANOBANANA_EXAMPLE_API_KEY",
        Documentation = new Uri("https://docs.gateway.example"),
        IdempotentSubmit = false,
    };

    public (string Name, string Prefix) KeyHeader => ("X-Example-Key", string.Empty);

    public bool HasEnvelope => false;

    public IReadOnlyList<string> IdNames => ["job"];

    public IReadOnlyList<string> Dialects => ["plain"];

    public string UploadPath => "/files";

    public string FileField => "image";

    public TimeSpan UploadLifetime => TimeSpan.FromHours(1);

    public IReadOnlyList<Tier> Tiers { get; } = [new("small", Limits(1)), new("large", Limits(50))];

    public AccountLimits LimitsOf(Tier? tier) => (tier ?? Tiers[0]).Limits;

    public IReadOnlyList<KeyValuePair<string, string>> FieldsOf(string name) => [new("folder", "in")];

    public string? ReadUpload(GatewayReply reply) => reply.Json.Member("address").AsText();

    public GatewayCall Credit() => GatewayCall.Get("/balance");

    public decimal? ReadCredit(GatewayReply reply) => reply.Json.Member("left").AsDecimal();

    public GatewayCall Submit(GatewayRequest request) => GatewayCall.Post("/jobs", new JsonObject
    {
        ["text"] = request.Request.Prompt,
        ["model"] = request.Model.Model,
        ["shape"] = request.Request.AspectRatio,
        ["images"] = request.ImageUrlArray(),
    });

    public TaskSnapshot ReadSubmit(GatewayReply reply) => new() { Id = reply.Json.Member("job").AsText() };

    public GatewayCall Query(TaskHandle task) => GatewayCall.Get("/jobs/" + Uri.EscapeDataString(task.Id));

    public TaskSnapshot ReadQuery(GatewayReply reply) => new()
    {
        Id = reply.Json.Member("job").AsText(),
        State = reply.Json.Member("picture").AsText() is null ? TaskStates.Running : TaskStates.Succeeded,
        Images = reply.Json.Member("picture").AsText() is { } url ? [new ResultImage { Index = 1, Url = url }] : [],
    };

    private static AccountLimits Limits(int perSecond) => new([new RateLimit(perSecond, TimeSpan.FromSeconds(1))], [], Active: null);
}
