namespace NanoBanana.Client.Tests.Pricing;

/// <summary>Prices and defaults as a list view shows them.</summary>
public sealed class ShownPriceTests
{
    [Fact]
    public void A_price_is_its_amount_and_unit()
    {
        var price = new Price { Provider = "Crun", Model = "m", Operation = "Edit", Source = "s", Certainty = Certainties.Estimated, Amount = 5, Currency = Currencies.Credits };

        Assert.Equal("~5 credits", price.ToString());
        Assert.Equal("unknown", (price with { Amount = null, Currency = null, Certainty = Certainties.Unknown }).ToString());
    }

    [Fact]
    public void Prices_are_their_lowest_and_highest_amount()
    {
        var prices = new ModelPrices { Currency = Currencies.Usd, Amounts = [new ModelPrice { Amount = 0.1608m, AspectRatio = "21:9" }, new ModelPrice { Amount = 0.06m, AspectRatio = "1:1" }] };

        Assert.Equal("0.06 to 0.1608 USD", prices.ToString());
        Assert.Equal("~0.06 USD", new ModelPrices { Currency = Currencies.Usd, Certainty = Certainties.Estimated, Amounts = [new ModelPrice { Amount = 0.06m }] }.ToString());
        Assert.Equal("unknown", new ModelPrices { Currency = Currencies.Usd, Amounts = [] }.ToString());
        Assert.Equal(["21:9: 0.1608", "1:1: 0.06"], prices.Amounts.Select(each => each.ToString()));
    }

    [Fact]
    public void Defaults_are_those_that_are_known()
    {
        Assert.Equal("1:1, 1K", new ModelDefaults { AspectRatio = "1:1", Resolution = "1K" }.ToString());
        Assert.Empty(new ModelDefaults().ToString());
    }
}
