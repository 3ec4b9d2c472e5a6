using System.Globalization;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Pricing;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Pricing;

public sealed class PriceTests
{
    private static readonly ModelCapabilities Pixazo = ModelCatalog.Find(ProviderNames.Pixazo, model: null, Operations.Generate);

    /// <summary>The gateway's own table, cell by cell.</summary>
    private static IEnumerable<string[]> Printed => Golden.Text("Pixazo/prices.md")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Skip(2)
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));

    [Theory]
    [InlineData(Operations.Generate)]
    [InlineData(Operations.Edit)]
    public void The_list_is_the_gateways_own_row_by_row(string operation)
    {
        var list = PriceList.List(ModelCatalog.Find(ProviderNames.Pixazo, model: null, operation));

        Assert.Equal(10, list.Count);
        Assert.Equal(
            Printed.Select(row => string.Join('|', row)),
            list.Select(row => FormattableString.Invariant($"{row.AspectRatio}|{row.Width}|{row.Height}|{row.Pixels}|{row.ScaleFactor}|${row.Amount}")));
        Assert.All(list, row => Assert.Equal((Certainties.Exact, Currencies.Usd, operation), (row.Certainty, row.Currency, row.Operation)));
        Assert.All(list, row => Assert.Equal((true, true), (row.AsOf is not null, row.Source.Contains("pixazo.ai", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_row_that_contradicts_itself_says_so()
    {
        var row = Assert.Single(PriceList.List(Pixazo), each => each.Note is not null);

        Assert.Equal("21:9", row.AspectRatio);
        Assert.Contains("2805760", row.Note, StringComparison.Ordinal);
        Assert.Contains("2807360", row.Note, StringComparison.Ordinal);
        Assert.All(PriceList.List(Pixazo), each => Assert.Equal(each == row, each.Width * each.Height != each.Pixels));
    }

    [Fact]
    public void A_named_ratio_costs_its_row_times_the_count()
    {
        foreach (var row in Printed)
        {
            var price = PriceList.For(Pixazo, row[0], count: 3, (100, 900));

            Assert.Equal(3 * decimal.Parse(row[5].TrimStart('$'), CultureInfo.InvariantCulture), price.Amount);
            Assert.Equal((Certainties.Exact, 3, row[0]), (price.Certainty, price.Count, price.AspectRatio));
        }
    }

    [Theory]
    [InlineData(1000, 1000, "1:1")]
    [InlineData(4000, 3000, "4:3")]
    [InlineData(1080, 2400, "9:16")]
    [InlineData(5000, 1000, "21:9")]
    [InlineData(110, 100, "1:1")]
    [InlineData(113, 100, "5:4")]
    [InlineData(100, 113, "4:5")]
    [InlineData(1, 100000, "9:16")]
    public void An_edit_is_estimated_from_the_nearest_ratio(int width, int height, string ratio)
    {
        foreach (var asked in new[] { null, "auto" })
        {
            var price = PriceList.For(Pixazo, asked, count: 2, (width, height));

            Assert.Equal((ratio, Certainties.Estimated), (price.AspectRatio, price.Certainty));
            Assert.Equal(2 * PriceList.For(Pixazo, ratio, count: 1).Amount, price.Amount);
            Assert.Contains($"{width} x {height}", price.Note, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_a_size_one_to_one_is_assumed_and_said()
    {
        var price = PriceList.For(Pixazo, ratio: null, count: 1);

        Assert.Equal(("1:1", 0.06m, Certainties.Estimated), (price.AspectRatio, price.Amount, price.Certainty));
        Assert.Contains("1:1 is assumed", price.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ratio_without_a_row_is_an_error() => Caught.By(ErrorIds.InvalidAspectRatio, () => PriceList.For(Pixazo, "7:5", count: 1));

    [Fact]
    public void What_a_photo_costs_follows_how_a_viewer_shows_it()
    {
        using var folder = new TempFolder();
        using var bench = new Bench(ProviderNames.Pixazo);

        string? RatioOf(int? orientation) => bench.Prepare("x", SourceImage.FromFile(folder.Put("photo.jpg", JpegBytes.Make(160, 90, orientation)))).Price().AspectRatio;

        Assert.Equal(("16:9", "9:16", "16:9"), (RatioOf(orientation: null), RatioOf(6), RatioOf(3)));
    }

    [Theory]
    [InlineData(ProviderNames.Crun)]
    [InlineData(ProviderNames.Apikley)]
    [InlineData(ProviderNames.AigptImage)]
    public void A_price_that_no_source_states_is_unknown_and_never_invented(string provider)
    {
        var model = ModelCatalog.Find(provider, model: null, Operations.Edit);

        foreach (var price in PriceList.List(model).Append(PriceList.For(model, "16:9", count: 2, (100, 100))))
        {
            Assert.Equal((null, null, Certainties.Unknown), (price.Amount, price.Currency, price.Certainty));
            Assert.Contains(provider, price.Source, StringComparison.Ordinal);
            Assert.Equal("unknown", price.ToCost().ToString());
        }
    }

    [Theory]
    [InlineData("0.1188", Certainties.Exact, "0.1188 USD")]
    [InlineData("0.0600", Certainties.Exact, "0.06 USD")]
    [InlineData("1234.5", Certainties.Estimated, "~1234.5 USD")]
    public void A_cost_reads_the_same_in_every_culture(string amount, string certainty, string text)
    {
        var cost = new Cost { Amount = decimal.Parse(amount, CultureInfo.InvariantCulture), Currency = Currencies.Usd, Certainty = certainty };

        Assert.Equal(text, cost.ToString());
    }
}
