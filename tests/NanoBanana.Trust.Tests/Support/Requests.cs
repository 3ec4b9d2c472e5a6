using FsCheck;
using FsCheck.Fluent;

namespace NanoBanana.Trust.Tests.Support;

/// <summary>Requests that a provider takes, of all its models and options.</summary>
internal static class Requests
{
    /// <summary>Links of every form that a user may give.</summary>
    private static readonly string[] Links = ["https://example.com/a.png", "https://example.com/b%20c.jpg?x=1&y=ä", "https://xn--fsq.example/🦊.webp", "https://example.com:8443/", "https://[2001:db8::1]/a"];

    public static Gen<(Profile Profile, ImageRequest Request)> All { get; } =
        from model in Gen.Elements<ModelCapabilities>(Client.Gateways.ModelCatalog.Rows)
        from prompt in Texts.Whole.Where(text => !string.IsNullOrWhiteSpace(text) && text.Length >= model.MinPromptLength && text.Length <= (model.MaxPromptLength ?? 50_000))
        from ratio in Optional(model.AspectRatios)
        from format in Optional([.. model.OutputFormats.Where(_ => !model.IgnoredOptions.Contains("OutputFormat"))])
        from count in Gen.Choose(1, model.MaxCount)
        from images in Gen.Choose(1, Math.Max(1, model.MaxImages ?? 16))
        from links in Gen.Elements(Links).ArrayOf(images)
        from option in ArbMap.Default.GeneratorFor<int>()
        select (
            new Profile { Name = "p", Provider = model.Provider, BaseUri = Client.Gateways.GatewayRegistry.Describe(model.Provider).BaseUri },
            new ImageRequest
            {
                Prompt = prompt,
                Model = model.Model,
                Economy = model.Economy,
                AspectRatio = ratio,
                OutputFormat = format,
                Count = count > 1 ? count : null,
                Sources = model.Operation == Operations.Edit ? links : [],
                Options = option % 2 == 0 ? new Dictionary<string, object?>(StringComparer.Ordinal) : new Dictionary<string, object?>(StringComparer.Ordinal) { ["zeta"] = option, ["alpha"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["b"] = 1, ["a"] = "ä" } },
            });

    /// <summary>The same, with every other option that the model has, and with what only travels along.</summary>
    public static Gen<(Profile Profile, ImageRequest Request)> Whole { get; } =
        from each in All
        from links in Gen.Elements(Links).ArrayOf(2)
        from resolution in Optional(Row(each).Resolutions)
        from text in Texts.Whole
        from bits in Gen.Choose(0, 1023)
        select (each.Profile, each.Request with
        {
            References = each.Request.Sources.Count + 2 <= (Row(each).MaxImages ?? 16) && Has(bits, 0) ? links : [],
            Resolution = Row(each).IgnoredOptions.Contains("Resolution") ? null : resolution,
            Watermark = Row(each).Watermark && Has(bits, 1) ? text : null,
            CallbackUrl = Row(each).Callback is not CallbackRules.None && Has(bits, 2) ? new Uri("https://me.example/hook?a=ä&b=%20") : null,
            Inline = Row(each).Inline && Has(bits, 3),
            DisableSafetyCheck = Row(each).SafetySwitch && Has(bits, 4),
            WebSearch = Row(each).WebSearch && Has(bits, 5),
            Combine = Has(bits, 6),
            StripMetadata = Has(bits, 7),
            Fit = Has(bits, 8),
            Variant = Has(bits, 8) ? 2 : null,
            Take = Has(bits, 9) ? 3 : null,
            TakeOf = Has(bits, 9) ? "first" : null,
            Batch = text,
            Tag = new Dictionary<string, object?>(StringComparer.Ordinal) { ["Sku"] = text, ["Row"] = bits, ["Price"] = 1.50m, ["Sold"] = Has(bits, 0), ["Note"] = null },
        });

    /// <summary>The row of a request.</summary>
    public static ModelCapabilities Row((Profile Profile, ImageRequest Request) each) =>
        Client.Gateways.ModelCatalog.Of(each.Profile.Provider).First(row => row.Model == each.Request.Model && row.Operation == each.Request.Operation && row.Economy == each.Request.Economy);

    private static bool Has(int bits, int bit) => (bits >> bit & 1) == 1;

    private static Gen<string?> Optional(IReadOnlyList<string> values) => Gen.Elements<string?>([null, .. values]);
}
