using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace NanoBanana.Trust.Tests.Support;

/// <summary>Requests that a provider takes, of all its models and options.</summary>
internal static class Requests
{
    /// <summary>Links of every form that a user may give.</summary>
    private static readonly string[] Links = ["https://example.com/a.png", "https://example.com/b%20c.jpg?x=1&y=ä", "https://xn--fsq.example/🦊.webp", "https://example.com:8443/", "https://[2001:db8::1]/a"];

    public static Gen<(Profile Profile, ImageRequest Request)> All { get; } =
        from model in Gen.Elements<ModelCapabilities>(Client.Gateways.CapabilityTable.Rows)
        from prompt in Texts.Whole.Where(text => !string.IsNullOrWhiteSpace(text) && text.Length <= model.MaxPromptLength)
        from ratio in Optional(model.AspectRatios)
        from format in Optional([.. model.OutputFormats.Where(_ => !model.IgnoredOptions.Contains("OutputFormat"))])
        from count in Gen.Choose(1, model.MaxCount)
        from images in Gen.Choose(1, Math.Max(1, model.MaxImages))
        from links in Gen.Elements(Links).ArrayOf(images)
        from option in ArbMap.Default.GeneratorFor<int>()
        select (
            new Profile { Name = "p", Provider = model.Provider, BaseUri = Client.Gateways.GatewayRegistry.Describe(model.Provider).BaseUri },
            new ImageRequest
            {
                Prompt = prompt,
                Model = model.Model,
                AspectRatio = ratio,
                OutputFormat = format,
                Count = count > 1 ? count : null,
                Sources = model.Operation == Operations.Edit ? [.. links.Select(SourceImage.FromUrl)] : [],
                Options = option % 2 == 0 ? new Dictionary<string, JsonNode?>(StringComparer.Ordinal) : new Dictionary<string, JsonNode?>(StringComparer.Ordinal) { ["zeta"] = option, ["alpha"] = new JsonObject { ["b"] = 1, ["a"] = "ä" } },
            });

    private static Gen<string?> Optional(IReadOnlyList<string> values) => Gen.Elements<string?>([null, .. values]);
}
