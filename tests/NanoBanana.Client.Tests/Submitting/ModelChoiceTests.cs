using NanoBanana.Client.Gateways;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Submitting;

public sealed class ModelChoiceTests
{
    private static readonly SourceImage Source = SourceImage.FromUrl("https://example.com/a.png");

    [Theory]
    [InlineData(null, false, "google/nano-banana")]
    [InlineData(null, true, "google/nano-banana-edit")]
    [InlineData(" GOOGLE/nano-banana-EDIT ", true, "google/nano-banana-edit")]
    public void The_model_follows_the_operation_unless_it_is_named(string? asked, bool edit, string model)
    {
        using var bench = new Bench(ProviderNames.Apikley);

        Assert.Equal(model, bench.Prepare(new ImageRequest { Prompt = "x", Model = asked, Sources = edit ? [Source] : [] }).Model.Model);
    }

    [Fact]
    public void An_unknown_model_names_the_known_ones()
    {
        using var bench = new Bench(ProviderNames.Crun);

        var error = Caught.By(ErrorIds.UnknownModel, () => bench.Prepare(new ImageRequest { Prompt = "x", Model = "dall-e" }));

        Assert.Equal("There is no model 'dall-e' at Crun. The models: google/nano-banana, google/nano-banana-v2, google/nano-banana-2, google/nano-banana-2-v2, google/nano-banana-2-lite, google/nano-banana-pro, google/nano-banana-pro-v2.", error.Message);
    }

    [Fact]
    public void A_model_that_edits_needs_an_image()
    {
        using var bench = new Bench(ProviderNames.AigptImage);

        Caught.By(ErrorIds.ImageRequired, () => bench.Prepare(new ImageRequest { Prompt = "x", Model = "nano-banana-image-to-image" }));
    }

    [Fact]
    public void A_model_that_draws_takes_no_image()
    {
        using var bench = new Bench(ProviderNames.AigptImage);

        Caught.By(ErrorIds.ImageNotAllowed, () => bench.Prepare(new ImageRequest { Prompt = "x", Model = "nano-banana-text-to-image", Sources = [Source] }));
    }

    [Theory]
    [InlineData("google/nano-banana-edit", false, "google/nano-banana")]
    [InlineData("google/nano-banana-edit", true, "google/nano-banana-edit")]
    [InlineData("of another gateway", true, "google/nano-banana-edit")]
    public void A_default_model_gives_way_where_it_does_the_other_operation(string byDefault, bool edit, string model)
    {
        using var bench = new Bench(ProviderNames.Apikley, profile => profile with { Model = byDefault });

        Assert.Equal(model, bench.Prepare(new ImageRequest { Prompt = "x", Sources = edit ? [Source] : [] }).Model.Model);
    }

    [Fact]
    public void A_provider_is_known_in_any_case() => Assert.Equal(ProviderNames.NanoBananaApi, GatewayRegistry.Parse(" nanobananaAPI "));

    [Fact]
    public void An_unknown_provider_names_the_known_ones()
    {
        var error = Caught.By(ErrorIds.UnknownProvider, () => GatewayRegistry.Parse("openai"));

        Assert.Equal("'openai' is not a provider. The providers: Pixazo, NanoBananaApi, Crun, Apikley, AigptImage.", error.Message);
    }
}
