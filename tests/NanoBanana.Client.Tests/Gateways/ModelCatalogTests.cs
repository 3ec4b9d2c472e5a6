using NanoBanana.Client.Gateways;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Gateways;

/// <summary>The limits of plain Nano Banana as the gateways' own pages state them.</summary>
public sealed class ModelCatalogTests
{
    private const string Ten = "1:1 9:16 16:9 3:4 4:3 3:2 2:3 5:4 4:5 21:9";
    private const string Eleven = Ten + " auto";

    private static IEnumerable<ModelCapabilities> First => ModelCatalog.Rows.Where(row => row is { Family: "nano-banana", Economy: false });

    [Theory]
    [InlineData(ProviderNames.Pixazo, Operations.Edit, "nano-banana", "", "png jpeg", 10)]
    [InlineData(ProviderNames.Pixazo, Operations.Generate, "nano-banana", Ten, "png jpeg webp", 0)]
    [InlineData(ProviderNames.NanoBananaApi, Operations.Edit, "nano-banana", Ten, "", 10)]
    [InlineData(ProviderNames.NanoBananaApi, Operations.Generate, "nano-banana", Ten, "", 0)]
    [InlineData(ProviderNames.Crun, Operations.Edit, "google/nano-banana", Eleven, "png jpeg", 8)]
    [InlineData(ProviderNames.Crun, Operations.Generate, "google/nano-banana", Eleven, "png jpeg", 0)]
    [InlineData(ProviderNames.Apikley, Operations.Edit, "google/nano-banana-edit", Eleven, "png jpeg", 10)]
    [InlineData(ProviderNames.Apikley, Operations.Generate, "google/nano-banana", Eleven, "png jpeg", 0)]
    [InlineData(ProviderNames.AigptImage, Operations.Edit, "nano-banana-image-to-image", Eleven, "png jpeg", 10)]
    [InlineData(ProviderNames.AigptImage, Operations.Generate, "nano-banana-text-to-image", Eleven, "png jpeg", 0)]
    public void The_default_model_takes_what_its_page_says(string provider, string operation, string model, string ratios, string formats, int images)
    {
        var row = ModelCatalog.Find(provider, model: null, operation);

        Assert.Equal(
            (model, ratios, formats, images, 10L * 1024 * 1024),
            (row.Model, string.Join(' ', row.AspectRatios), string.Join(' ', row.OutputFormats), row.MaxImages, row.MaxImageBytes));
    }

    [Theory]
    [InlineData(ProviderNames.Apikley, 5000)]
    [InlineData(ProviderNames.AigptImage, 20000)]
    [InlineData(ProviderNames.Crun, 20000)]
    public void Prompts_are_as_long_as_the_page_says(string provider, int length) =>
        Assert.All(First.Where(row => row.Provider == provider), row => Assert.Equal(length, row.MaxPromptLength));

    [Fact]
    public void Counts_callbacks_and_switches_belong_to_gateways_that_document_them()
    {
        Assert.Equal(["Pixazo 10", "NanoBananaApi 4"], Who(row => row.MaxCount > 1, row => $"{row.Provider} {row.MaxCount}"));
        Assert.Equal([ProviderNames.NanoBananaApi], Who(row => row.Callback == CallbackRules.Required, row => row.Provider));
        Assert.Equal([ProviderNames.AigptImage], Who(row => row.Callback == CallbackRules.None, row => row.Provider));
        Assert.Equal([ProviderNames.NanoBananaApi], Who(row => row.Watermark, row => row.Provider));
        Assert.Equal([ProviderNames.Pixazo], Who(row => row.Inline, row => row.Provider));
        Assert.Equal([ProviderNames.AigptImage], Who(row => row.SafetySwitch, row => row.Provider));
    }

    [Fact]
    public void Only_AigptImage_can_be_asked_twice_safely() =>
        Assert.Equal([ProviderNames.AigptImage], GatewayRegistry.Descriptions.Where(each => each.IdempotentSubmit).Select(each => each.Name));

    [Theory]
    [MemberData(nameof(Wire.Providers), MemberType = typeof(Wire))]
    public void Every_gateway_does_both_operations(string provider) =>
        Assert.Equal(Operations.All.Order(StringComparer.Ordinal), GatewayRegistry.Describe(provider).Models.Select(row => row.Operation).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<string> Who(Func<ModelCapabilities, bool> has, Func<ModelCapabilities, string> name) =>
        First.Where(has).Select(name).Distinct();
}
