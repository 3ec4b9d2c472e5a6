namespace NanoBanana.Client.Gateways;

/// <summary>The capabilities of all models. Sources: each gateway's model page; what a page leaves open says so in <c>Assumed</c>.</summary>
public static class CapabilityTable
{
    private const string SameModel = "taken from other gateways of the same model";

    private static readonly string[] TenRatios = ["1:1", "9:16", "16:9", "3:4", "4:3", "3:2", "2:3", "5:4", "4:5", "21:9"];

    private static readonly string[] ElevenRatios = [.. TenRatios, NanoBanana.AspectRatios.Auto];

    private static readonly string[] PngJpeg = [NanoBanana.OutputFormats.Png, NanoBanana.OutputFormats.Jpeg];

    /// <summary>All rows. The first row of a provider and operation is its default model.</summary>
    public static IReadOnlyList<ModelCapabilities> Rows => [.. GatewayRegistry.Models];

    /// <summary>The rows of a provider.</summary>
    public static IEnumerable<ModelCapabilities> Of(string provider) => GatewayRegistry.Find(provider).Description.Models;

    /// <summary>The row for a request.</summary>
    /// <param name="provider">One of <see cref="ProviderNames"/>.</param>
    /// <param name="model">The model, or null for the default of the operation.</param>
    /// <param name="operation">One of <see cref="Operations"/>.</param>
    /// <exception cref="NanoBananaException"><c>UnknownModel</c>, <c>ImageRequired</c> or <c>ImageNotAllowed</c>.</exception>
    public static ModelCapabilities Find(string provider, string? model, string operation)
    {
        var rows = Of(provider).ToList();
        if (model is null)
        {
            return rows.First(row => string.Equals(row.Operation, operation, StringComparison.Ordinal));
        }

        var named = rows.Where(row => row.Model.Equals(model.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        return named.FirstOrDefault(row => string.Equals(row.Operation, operation, StringComparison.Ordinal))
            ?? throw CapabilityErrors.ForModel(provider, model, operation, named.Count > 0, rows.Select(row => row.Model).Distinct(StringComparer.Ordinal));
    }

    internal static IEnumerable<ModelCapabilities> Pixazo()
    {
        var both = new ModelCapabilities
        {
            Provider = ProviderNames.Pixazo,
            Model = "nano-banana",
            Operation = Operations.Edit,
            OutputFormats = PngJpeg,
            MaxPromptLength = 20000,
            MaxImages = 10,
            MaxCount = 10,
            Inline = true,
            Assumed = $"prompt length, images and count: {SameModel}",
        };
        yield return both;
        yield return both with
        {
            Operation = Operations.Generate,
            AspectRatios = TenRatios,
            OutputFormats = [.. PngJpeg, NanoBanana.OutputFormats.WebP],
            MaxImages = 0,
        };
    }

    internal static IEnumerable<ModelCapabilities> NanoBananaApi()
    {
        var both = new ModelCapabilities
        {
            Provider = ProviderNames.NanoBananaApi,
            Model = "nano-banana",
            Operation = Operations.Generate,
            AspectRatios = TenRatios,
            MaxPromptLength = 20000,
            MaxCount = 4,
            Watermark = true,
            Callback = CallbackRules.Required,
            Assumed = $"prompt length and images: {SameModel}",
        };
        return [both, both with { Operation = Operations.Edit, MaxImages = 10 }];
    }

    internal static IEnumerable<ModelCapabilities> Crun()
    {
        var first = new ModelCapabilities
        {
            Provider = ProviderNames.Crun,
            Model = "google/nano-banana",
            Operation = Operations.Generate,
            AspectRatios = ElevenRatios,
            OutputFormats = PngJpeg,
            Resolutions = ["1K", "2K", "4K"],
            MaxPromptLength = 20000,
            Assumed = "ratios, formats, resolutions, prompt length and images: from the same gateway's nano-banana-pro",
        };
        var second = first with { Model = "google/nano-banana-v2", IgnoredOptions = ["OutputFormat", "Resolution"] };
        return [first, first with { Operation = Operations.Edit, MaxImages = 8 }, second, second with { Operation = Operations.Edit, MaxImages = 8 }];
    }

    internal static IEnumerable<ModelCapabilities> Apikley()
    {
        var edit = new ModelCapabilities
        {
            Provider = ProviderNames.Apikley,
            Model = "google/nano-banana-edit",
            Operation = Operations.Edit,
            AspectRatios = ElevenRatios,
            OutputFormats = PngJpeg,
            MaxPromptLength = 5000,
            MaxImages = 10,
        };
        return
        [
            edit,
            edit with { Model = "google/nano-banana", Operation = Operations.Generate, MaxImages = 0, Assumed = "the whole row: from the edit model and kie.ai's page" },
        ];
    }

    internal static IEnumerable<ModelCapabilities> AigptImage()
    {
        var edit = new ModelCapabilities
        {
            Provider = ProviderNames.AigptImage,
            Model = "nano-banana-image-to-image",
            Operation = Operations.Edit,
            AspectRatios = ElevenRatios,
            OutputFormats = PngJpeg,
            MaxPromptLength = 20000,
            MaxImages = 10,
            SafetySwitch = true,
            Callback = CallbackRules.None,
        };
        return [edit, edit with { Model = "nano-banana-text-to-image", Operation = Operations.Generate, MaxImages = 0 }];
    }
}
