using NanoBanana.Client.Store.Relational;

namespace NanoBanana.Client.Pricing;

/// <summary>The prices that the gateways' documents state. Where they state none, the price is unknown and never invented.</summary>
public static class PriceList
{
    /// <summary>The price list of a model and operation: a row a ratio, or one row where the price is unknown.</summary>
    public static IReadOnlyList<Price> List(ModelCapabilities model) =>
        HasList(model)
            ? [.. PixazoPriceList.Rows.Select(row => FromRow(model, row, count: 1, Certainties.Exact, row.Note))]
            : [Unknown(model, ratio: null, count: 1)];

    /// <summary>The price of one request.</summary>
    /// <param name="model">Provider, model and operation.</param>
    /// <param name="ratio">The ratio asked for, or null.</param>
    /// <param name="count">Images, from 1.</param>
    /// <param name="input">Pixel size of the first source as a viewer shows it, or null where it is not known.</param>
    public static Price For(ModelCapabilities model, string? ratio, int count, (int Width, int Height)? input = null)
    {
        if (!HasList(model))
        {
            return Unknown(model, ratio, count);
        }

        if (ratio is not null && !string.Equals(ratio, AspectRatios.Auto, StringComparison.Ordinal))
        {
            var row = PixazoPriceList.Rows.FirstOrDefault(each => string.Equals(each.Ratio, ratio, StringComparison.Ordinal))
                ?? throw CapabilityErrors.ForRatio(ratio, model, PixazoPriceList.Rows.Select(each => each.Ratio));
            return FromRow(model, row, count, Certainties.Exact, row.Note);
        }

        if (input is { } size)
        {
            var nearest = AspectRatios.Nearest(size.Width, size.Height, PixazoPriceList.Rows.Select(each => each.Ratio));
            return Estimate(model, nearest, count, $"from the ratio nearest to the image's {size.Width} x {size.Height}");
        }

        return Estimate(model, "1:1", count, "the ratio is not known; 1:1 is assumed") with { Ceiling = PixazoPriceList.Rows.Max(row => row.Usd) * count };
    }

    /// <summary>The price that a profile's owner states for models without a price list.</summary>
    internal static Price WithProfile(Price price, Profile profile) => price.Amount is not null || profile.PricePerImage is not { } each
        ? price
        : price with
        {
            Amount = each.Amount * price.Count,
            Ceiling = each.Amount * price.Count,
            Currency = each.Currency,
            Certainty = Certainties.Estimated,
            Source = $"the price per image of profile '{profile.Name}'",
        };

    private static bool HasList(ModelCapabilities model) =>
        string.Equals(model.Provider, ProviderNames.Pixazo, StringComparison.Ordinal);

    private static Price Estimate(ModelCapabilities model, string ratio, int count, string note) =>
        FromRow(model, PixazoPriceList.Rows.First(each => string.Equals(each.Ratio, ratio, StringComparison.Ordinal)), count, Certainties.Estimated, note);

    private static Price FromRow(ModelCapabilities model, PixazoPriceList.Row row, int count, string certainty, string? note) => new()
    {
        Provider = model.Provider,
        Model = model.Model,
        Operation = model.Operation,
        AspectRatio = row.Ratio,
        Width = row.Width,
        Height = row.Height,
        Pixels = row.Pixels,
        ScaleFactor = row.Factor,
        Count = count,
        Amount = row.Usd * count,
        Ceiling = row.Usd * count,
        Currency = Currencies.Usd,
        Certainty = certainty,
        Source = PixazoPriceList.Source,
        AsOf = PixazoPriceList.AsOf,
        Note = note,
    };

    private static Price Unknown(ModelCapabilities model, string? ratio, int count) => new()
    {
        Provider = model.Provider,
        Model = model.Model,
        Operation = model.Operation,
        AspectRatio = ratio,
        Count = count,
        Certainty = Certainties.Unknown,
        Source = $"{model.Provider} publishes no price for this model that this version knows of",
    };
}
