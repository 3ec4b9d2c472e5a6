using NanoBanana.Client.Gateways;
using NanoBanana.Client.Pricing;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Pricing;

/// <summary>Prices of the newer models, as their sources state them, and what a request of them costs.</summary>
public sealed class CurrentPriceTests
{
    [Theory]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2", "0.5K", false, "0.063 USD")]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2", null, false, "0.084 USD")]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2", "2K", false, "0.126 USD")]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2", "4K", false, "0.168 USD")]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2", "4K", true, "~0.084 USD")]
    [InlineData(ProviderNames.Pixazo, "nano-banana-pro", "2K", false, "0.1407 USD")]
    [InlineData(ProviderNames.Pixazo, "nano-banana-pro", "4K", false, "0.252 USD")]
    [InlineData(ProviderNames.Pixazo, "nano-banana-pro", null, true, "0.08 USD")]
    [InlineData(ProviderNames.Pixazo, "nano-banana-2-lite", null, false, "unknown")]
    [InlineData(ProviderNames.NanoBananaApi, "nano-banana", null, false, "~0.02 USD")]
    [InlineData(ProviderNames.NanoBananaApi, "nano-banana-2", "2K", false, "~0.06 USD")]
    [InlineData(ProviderNames.NanoBananaApi, "nano-banana-pro", null, false, "~0.09 USD")]
    [InlineData(ProviderNames.Crun, "google/nano-banana-2", null, false, "~5 credits")]
    [InlineData(ProviderNames.Crun, "google/nano-banana-2", "4K", false, "unknown")]
    [InlineData(ProviderNames.Crun, "google/nano-banana-2-v2", null, false, "~3 credits")]
    [InlineData(ProviderNames.Crun, "google/nano-banana-pro", "4K", false, "10 credits")]
    [InlineData(ProviderNames.Crun, "google/nano-banana-2-lite", null, false, "unknown")]
    [InlineData(ProviderNames.Apikley, "nano-banana-2-1", null, false, "unknown")]
    [InlineData(ProviderNames.AigptImage, "nano-banana-2", null, false, "unknown")]
    public void A_request_costs_what_its_row_says(string provider, string model, string? resolution, bool economy, string cost)
    {
        using var bench = new Bench(provider);

        var price = bench.Prepare(new ImageRequest { Prompt = "a red hat", Model = model, Resolution = resolution, Economy = economy }).Price();

        Assert.Equal(cost, price.ToCost().ToString());
        Assert.Equal(cost is "unknown", price.AsOf is null);
    }

    [Fact]
    public void A_price_is_no_longer_exact_with_a_field_that_only_the_gateway_knows()
    {
        using var bench = new Bench(ProviderNames.Pixazo);
        var request = new ImageRequest { Prompt = "a red hat", Model = "nano-banana-2", Options = new Dictionary<string, object?>(StringComparer.Ordinal) { ["numImages"] = 4 } };

        var price = bench.Prepare(request).Price();

        Assert.Equal(("~0.084 USD", null, "a field of -Option may change it"), (price.ToCost().ToString(), price.MadeExactBy, price.Note));
    }

    [Fact]
    public void A_cap_sets_aside_the_most_that_it_may_cost_and_says_what_would_make_it_exact()
    {
        var lane = PriceList.For(ModelCatalog.Find(ProviderNames.Pixazo, "nano-banana-2", Operations.Generate, economy: true), ratio: null, count: 2);
        var pro = PriceList.For(ModelCatalog.Find(ProviderNames.NanoBananaApi, "nano-banana-pro", Operations.Generate), ratio: null, count: 1);

        Assert.Equal((0.084m, 0.168m), (lane.Amount, lane.Ceiling));
        Assert.Equal((0.09m, 0.12m, "Resolution"), (pro.Amount, pro.Ceiling, pro.MadeExactBy));
    }

    [Theory]
    [InlineData(Operations.Generate, "AspectRatio")]
    [InlineData(Operations.Edit, null)]
    public void Without_a_ratio_the_dearest_of_each_image_is_set_aside(string operation, string? madeExactBy)
    {
        var price = PriceList.For(ModelCatalog.Find(ProviderNames.Pixazo, model: null, operation), ratio: null, count: 2);

        Assert.Equal((0.12m, 0.3216m, madeExactBy), (price.Amount, price.Ceiling, price.MadeExactBy));
    }

    [Fact]
    public void The_assumed_ratio_is_square_wherever_it_stands_in_the_list()
    {
        var row = ModelCatalog.Find(ProviderNames.Pixazo, model: null, Operations.Generate);
        var turned = row with { Prices = row.Prices! with { Amounts = [.. row.Prices.Amounts.Reverse()] } };
        var without = row with { Prices = row.Prices! with { Amounts = [.. row.Prices.Amounts.Skip(2)] } };

        Assert.Equal(("1:1", 0.06m), (PriceList.For(turned, ratio: null, count: 1).AspectRatio, PriceList.For(turned, ratio: null, count: 1).Amount));
        Assert.Equal("21:9", PriceList.For(without, ratio: null, count: 1).AspectRatio);
    }

    [Fact]
    public void Without_a_resolution_the_dearest_of_each_image_is_set_aside_and_with_one_its_price()
    {
        var row = ModelCatalog.Find(ProviderNames.NanoBananaApi, "nano-banana-pro", Operations.Generate);

        var open = PriceList.For(row, ratio: null, count: 3);
        var named = PriceList.For(row, ratio: "16:9", count: 3, resolution: " 4k ");

        Assert.Equal((0.27m, 0.36m, "Resolution"), (open.Amount, open.Ceiling, open.MadeExactBy));
        Assert.Equal(row.Prices!.Amounts[0].Resolution, open.Resolution);
        Assert.Equal((0.36m, 0.36m, null, "4K", "16:9"), (named.Amount, named.Ceiling, named.MadeExactBy, named.Resolution, named.AspectRatio));
    }

    [Fact]
    public void One_price_for_all_resolutions_is_the_price_of_the_one_that_is_asked_for()
    {
        var row = ModelCatalog.Find(ProviderNames.NanoBananaApi, "nano-banana-pro", Operations.Generate);
        var flat = row with { Prices = row.Prices! with { Amounts = [row.Prices.Amounts[0] with { Resolution = null }] } };

        var price = PriceList.For(flat, ratio: null, count: 1, resolution: "2K");

        Assert.Equal(("2K", row.Prices.Amounts[0].Amount, null), (price.Resolution, price.Amount, price.MadeExactBy));
        Assert.Equal((null, row.Prices.Certainty), (PriceList.For(flat, ratio: null, count: 1).MadeExactBy, PriceList.For(flat, ratio: null, count: 1).Certainty));
    }

    [Fact]
    public void The_dearest_is_the_most_that_any_line_can_cost()
    {
        var row = ModelCatalog.Find(ProviderNames.NanoBananaApi, "nano-banana-pro", Operations.Generate);
        var bound = row with { Prices = row.Prices! with { Amounts = [row.Prices.Amounts[0] with { Most = 9 }, .. row.Prices.Amounts.Skip(1)] } };

        Assert.Equal(18, PriceList.For(bound, ratio: null, count: 2).Ceiling);
    }

    [Fact]
    public void A_resolution_that_the_model_does_not_have_has_no_price()
    {
        Caught.By(ErrorIds.InvalidResolution, () => PriceList.For(ModelCatalog.Find(ProviderNames.NanoBananaApi, "nano-banana-pro", Operations.Generate), ratio: null, count: 1, resolution: "8K"));
        Caught.By(ErrorIds.OptionNotSupported, () => PriceList.For(ModelCatalog.Find(ProviderNames.NanoBananaApi, "nano-banana", Operations.Generate), ratio: null, count: 1, resolution: "2K"));
    }

    [Fact]
    public void A_profiles_own_price__counts_more_than_a_strangers_list()
    {
        var profile = new Profile { Name = "p", Provider = ProviderNames.NanoBananaApi, BaseUri = new Uri("https://api.nanobananaapi.ai"), PricePerImage = new Money(0.05m, Currencies.Usd) };
        var stranger = ModelCatalog.Find(ProviderNames.NanoBananaApi, model: null, Operations.Generate);
        var own = ModelCatalog.Find(ProviderNames.Pixazo, model: null, Operations.Generate);

        Assert.Equal((0.05m, 0.06m), (
            PriceList.WithProfile(PriceList.For(stranger, ratio: null, count: 1), stranger, profile).Amount,
            PriceList.WithProfile(PriceList.For(own, "1:1", count: 1), own, profile).Amount));
    }
}
