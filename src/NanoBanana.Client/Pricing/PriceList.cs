namespace NanoBanana.Client.Pricing;

/// <summary>The prices that the rows of the catalog state. Where no source states one, the price is unknown and never invented.</summary>
public static class PriceList
{
    private const string Square = "1:1";

    /// <summary>The price list of a row: one price for each aspect ratio and resolution, or one that is unknown.</summary>
    /// <param name="model">Provider, model and operation.</param>
    /// <returns>At least one price.</returns>
    public static IReadOnlyList<Price> List(ModelCapabilities model) =>
        model.Prices is { } prices ? [.. prices.Amounts.Select(line => Of(model, prices, line, count: 1))] : [Unknown(model, ratio: null, resolution: null, count: 1)];

    /// <summary>The price of one request.</summary>
    /// <param name="model">Provider, model and operation.</param>
    /// <param name="ratio">The ratio asked for, or null.</param>
    /// <param name="count">Images, from 1.</param>
    /// <param name="input">Pixel size of the first source as a viewer shows it, or null if it is not known.</param>
    /// <param name="resolution">The resolution asked for, or null for the model's default.</param>
    /// <returns>The price of all images of the request, with its source and date.</returns>
    /// <exception cref="NanoBananaException"><c>InvalidAspectRatio</c>, <c>InvalidResolution</c> or <c>OptionNotSupported</c>.</exception>
    public static Price For(ModelCapabilities model, string? ratio, int count, (int Width, int Height)? input = null, string? resolution = null)
    {
        resolution = Checked(resolution, model) ?? model.Defaults?.Resolution;
        if (model.Prices is not { } prices)
        {
            return Unknown(model, ratio, resolution, count);
        }

        IReadOnlyList<ModelPrice> lines = resolution is null
            ? prices.Amounts
            : [.. prices.Amounts.Where(line => line.Resolution is null || string.Equals(line.Resolution, resolution, StringComparison.OrdinalIgnoreCase))];
        if (lines.Count == 0)
        {
            return Unknown(model, ratio, resolution, count);
        }

        return lines.Any(line => line.AspectRatio is not null) ? ByRatio(model, prices, lines, ratio, count, input) : ByResolution(model, prices, lines, resolution, ratio, count);
    }

    /// <summary>The price that a profile's owner states; it counts if the gateway itself states none.</summary>
    internal static Price WithProfile(Price price, ModelCapabilities model, Profile profile) =>
        profile.PricePerImage is not { } each || (price.Amount is not null && model.Prices is not { Certainty: Certainties.Estimated, Source: not ModelPrices.OfUser })
            ? price
            : price with
            {
                Amount = each.Amount * price.Count,
                Ceiling = each.Amount * price.Count,
                Currency = each.Currency,
                Certainty = Certainties.Estimated,
                Source = $"the price per image of profile '{profile.Name}'",
                AsOf = null,
                MadeExactBy = null,
            };

    /// <summary>What a field that only the gateway knows does to the price is not known.</summary>
    internal static Price WithOptions(Price price, ImageRequest request) => request.Options.Count == 0 || price.Amount is null
        ? price
        : price with
        {
            Certainty = Certainties.Estimated,
            Note = (price.Note is null ? string.Empty : price.Note + "; ") + "a field of -Option may change it",
            MadeExactBy = null,
        };

    private static string? Checked(string? resolution, ModelCapabilities model) => resolution?.Trim().ToUpperInvariant() is not { } asked ? null
        : model.Resolutions.Contains(asked, StringComparer.Ordinal) ? asked
        : model.Resolutions.Count == 0 ? throw CapabilityErrors.ForOption("Resolution", asked, model, row => row.Resolutions.Count > 0)
        : throw CapabilityErrors.ForResolution(asked, model);

    private static Price ByRatio(ModelCapabilities model, ModelPrices prices, IReadOnlyList<ModelPrice> lines, string? ratio, int count, (int Width, int Height)? input)
    {
        ModelPrice? LineOf(string name) => lines.FirstOrDefault(each => string.Equals(each.AspectRatio, name, StringComparison.Ordinal));
        var ratios = lines.Select(each => each.AspectRatio).OfType<string>();
        if (ratio is not null && !string.Equals(ratio, AspectRatios.Auto, StringComparison.Ordinal))
        {
            return Of(model, prices, LineOf(ratio) ?? throw CapabilityErrors.ForRatio(ratio, model, ratios), count);
        }

        if (input is { } size)
        {
            var nearest = LineOf(AspectRatios.Nearest(size.Width, size.Height, ratios))!;
            return Of(model, prices, nearest, count) with { Certainty = Certainties.Estimated, Note = $"of the ratio nearest to the image's {size.Width} x {size.Height}" };
        }

        return Of(model, prices, LineOf(Square) ?? lines[0], count) with
        {
            Certainty = Certainties.Estimated,
            Note = "the ratio is unknown; 1:1 is assumed",
            Ceiling = Most(lines) * count,
            MadeExactBy = model.AspectRatios.Count > 0 ? "AspectRatio" : null,
        };
    }

    private static Price ByResolution(ModelCapabilities model, ModelPrices prices, IReadOnlyList<ModelPrice> lines, string? resolution, string? ratio, int count)
    {
        var price = Of(model, prices, lines[0], count) with { AspectRatio = ratio, Resolution = resolution ?? lines[0].Resolution };
        return lines.Count == 1 || resolution is not null ? price : price with
        {
            Certainty = Certainties.Estimated,
            Note = $"the resolution is unknown; {lines[0].Resolution} is assumed",
            Ceiling = Most(lines) * count,
            MadeExactBy = "Resolution",
        };
    }

    private static decimal Most(IReadOnlyList<ModelPrice> lines) => lines.Max(line => line.Most ?? line.Amount);

    private static Price Of(ModelCapabilities model, ModelPrices prices, ModelPrice line, int count) => new()
    {
        Provider = model.Provider,
        Model = model.Model,
        Operation = model.Operation,
        AspectRatio = line.AspectRatio,
        Resolution = line.Resolution,
        Width = line.Width,
        Height = line.Height,
        Pixels = line.Pixels,
        ScaleFactor = line.Factor,
        Count = count,
        Amount = line.Amount * count,
        Ceiling = (line.Most ?? line.Amount) * count,
        Currency = prices.Currency,
        Certainty = prices.Certainty,
        Source = prices.Source,
        AsOf = prices.AsOf,
        Note = line.Note,
    };

    private static Price Unknown(ModelCapabilities model, string? ratio, string? resolution, int count) => new()
    {
        Provider = model.Provider,
        Model = model.Model,
        Operation = model.Operation,
        AspectRatio = ratio,
        Resolution = resolution,
        Count = count,
        Certainty = Certainties.Unknown,
        Source = $"{model.Provider} has no published price for this model that this version knows",
    };
}
