using NanoBanana.Client.Gateways;
using NanoBanana.Client.Pricing;

namespace NanoBanana.Client.Tests.Pricing;

/// <summary>A model is described by its usual rows; a cheaper mode adds a price, and nothing that only it can do.</summary>
public sealed class ModelDescriptionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_rows_of_a_model_are_one_description()
    {
        var model = Of(ProviderNames.Pixazo, "nano-banana");

        Assert.Equal([Operations.Generate, Operations.Edit], model.Operations.OrderByDescending(each => each, StringComparer.Ordinal));
        Assert.Equal(("nano-banana", 10, 10, 10L * 1024 * 1024), (model.Family, model.MaxImages, model.MaxCount, model.MaxImageBytes));
        Assert.Equal(["png", "jpeg", "webp"], model.OutputFormats);
        Assert.Equal(10, model.AspectRatios.Count);
        Assert.Equal(3, model.Rows.Count);
        Assert.Equal("Pixazo nano-banana", model.ToString());
    }

    [Fact]
    public void What_only_the_cheaper_mode_can_do_is_not_said_of_the_model()
    {
        var model = Of(ProviderNames.Pixazo, "nano-banana");

        Assert.Equal((true, false, 0), (model.Economy, model.WebSearch, model.Resolutions.Count));
        Assert.Equal(("~0.06 USD", 0.03m), (model.Price.ToCost().ToString(), model.EconomyPrice?.Amount));
        Assert.True(Of(ProviderNames.Pixazo, "nano-banana-2").WebSearch);
    }

    [Fact]
    public void Without_a_cheaper_mode_there_is_no_price_of_one()
    {
        var model = Of(ProviderNames.NanoBananaApi, "nano-banana-2");

        Assert.Equal((false, null, "1K 2K 4K"), (model.Economy, model.EconomyPrice, string.Join(' ', model.Resolutions)));
    }

    [Theory]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2-request", 0)]
    [InlineData(ProviderNames.Apikley, "google/nano-banana", 0)]
    [InlineData(ProviderNames.Apikley, "google/nano-banana-edit", 10)]
    [InlineData(ProviderNames.NanoBananaApi, "nano-banana", 10)]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2-lite", null)]
    public void A_model_takes_as_many_images_as_its_edits_do(string provider, string model, int? images) =>
        Assert.Equal(images, Of(provider, model).MaxImages);

    [Fact]
    public void A_default_is_what_a_request_without_a_model_takes()
    {
        var defaults = ModelDescriptions.All(Now).Where(model => model.IsDefault).Select(model => model.ToString()).ToHashSet(StringComparer.Ordinal);

        var taken = GatewayRegistry.Names.SelectMany(provider => Operations.All.Select(operation => ModelCatalog.Find(provider, model: null, operation)));
        Assert.Equal(taken.Select(row => row.Provider + " " + row.Model).ToHashSet(StringComparer.Ordinal), defaults);
    }

    [Fact]
    public void It_says_how_sure_it_is()
    {
        var models = ModelDescriptions.All(Now);

        Assert.All(models, model => Assert.Equal(model.Disputed is not null ? "Disputed" : model.Assumed is not null ? "Assumed" : "Documented", model.Confidence));
        Assert.Equal(3, models.Select(model => model.Confidence).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("nano-banana", -1, ModelDescriptions.Current)]
    [InlineData("nano-banana-2", -1, ModelDescriptions.Current)]
    [InlineData("nano-banana-2", 0, ModelDescriptions.Deprecated)]
    [InlineData("nano-banana-2", 1, ModelDescriptions.Deprecated)]
    [InlineData("nano-banana-pro", 1, ModelDescriptions.Current)]
    public void It_is_deprecated_from_the_day_that_Google_names(string family, int seconds, string state)
    {
        var row = ModelCatalog.Find(ProviderNames.Pixazo, family, Operations.Generate);
        var day = new DateTimeOffset(family is "nano-banana" ? row.RetiresAt!.Value : row.DeprecatedAt ?? Now.Date, TimeSpan.Zero);

        Assert.Equal(state, ModelDescriptions.StateOf(row, day.AddSeconds(seconds)));
    }

    [Fact]
    public void It_is_retired_after_the_day_that_Google_names()
    {
        Assert.Equal(ModelDescriptions.Retired, Of(ProviderNames.Pixazo, "nano-banana").State);
        Assert.Equal(ModelDescriptions.Deprecated, Of(ProviderNames.Pixazo, "nano-banana-2").State);
    }

    private static ModelDescription Of(string provider, string model) =>
        ModelDescriptions.All(Now).Single(each => each.Provider == provider && each.Model == model);
}
