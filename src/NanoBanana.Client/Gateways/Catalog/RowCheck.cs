using System.Text.RegularExpressions;

namespace NanoBanana.Client.Gateways.Catalog;

/// <summary>What a row may hold. A name of a model can become a part of an address, so it holds nothing that an address reads otherwise.</summary>
internal static class RowCheck
{
    private static readonly Regex Name = new(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private static readonly Regex Ratio = new("^([1-9][0-9]{0,3}:[1-9][0-9]{0,3}|auto)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private static readonly Regex Resolution = new(@"^[0-9]{1,4}(\.[0-9])?[A-Z]?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private static readonly string[] Rules = [CallbackRules.Optional, CallbackRules.Required, CallbackRules.None];

    /// <summary>The row with the provider as this library spells it.</summary>
    public static ModelCapabilities Spelled(ModelCapabilities row) => row with { Provider = GatewayRegistry.Parse(row.Provider), Dialect = row.Dialect ?? Dialects(row)[0] };

    /// <summary>What is wrong with a row; null if it is sound.</summary>
    public static string? Problem(ModelCapabilities row) =>
        !GatewayRegistry.Names.Contains(row.Provider, StringComparer.OrdinalIgnoreCase) ? $"'{row.Provider}' is not a provider: {string.Join(", ", GatewayRegistry.Names)}"
        : !IsName(row.Model) ? $"'{row.Model}' is not a model name: use letters, digits, '.', '_' and '-', and one '/' between two names"
        : !IsName(row.Family) ? $"'{row.Family}' is not a family name: use letters, digits, '.', '_' and '-'"
        : row.Dialect is { } dialect && !Dialects(row).Contains(dialect, StringComparer.Ordinal) ? $"'{dialect}' is not a dialect of {row.Provider}: {string.Join(", ", Dialects(row))}"
        : Unfit(row.AspectRatios, Ratio.IsMatch) is { } ratio ? $"'{ratio}' is not a ratio such as 16:9"
        : Unfit(row.Resolutions, Resolution.IsMatch) is { } resolution ? $"'{resolution}' is not a resolution such as 2K"
        : Unfit(row.OutputFormats, format => OutputFormats.All.Contains(format, StringComparer.Ordinal)) is { } format ? $"'{format}' is not one of the formats {string.Join(", ", OutputFormats.All)}"
        : !Rules.Contains(row.Callback, StringComparer.Ordinal) ? $"callback is '{row.Callback}'; it must be one of {string.Join(", ", Rules)}"
        : row.MaxPromptLength < row.MinPromptLength || row.MaxImages < 0 || row.MaxImageBytes < 1 ? "a limit is too low for any request"
        : Default(row) ?? (row.Prices is null ? null : Price(row.Prices));

    private static IReadOnlyList<string> Dialects(ModelCapabilities row) => GatewayRegistry.Find(GatewayRegistry.Parse(row.Provider)).Dialects;

    private static bool IsName(string? text) => text is not null && Name.IsMatch(text) && !text.Contains("..", StringComparison.Ordinal);

    // the file of a user may have null where a text belongs
    private static string? Unfit(IReadOnlyList<string?> values, Func<string, bool> isFit) =>
        values.Where(each => each is null || !isFit(each)).Select(each => each ?? "null").FirstOrDefault();

    private static string? Default(ModelCapabilities row) => row.Defaults is not { } defaults ? null
        : Lacks(row.AspectRatios, defaults.AspectRatio) ?? Lacks(row.OutputFormats, defaults.OutputFormat) ?? Lacks(row.Resolutions, defaults.Resolution);

    private static string? Lacks(IReadOnlyList<string> values, string? byDefault) =>
        byDefault is null || values.Contains(byDefault, StringComparer.Ordinal) ? null : $"its default '{byDefault}' is not among its values";

    private static string? Price(ModelPrices prices) =>
        prices.Currency is not (Currencies.Usd or Currencies.Credits) ? $"prices are in '{prices.Currency}'; the unit must be {Currencies.Usd} or {Currencies.Credits}"
        : prices.Certainty is not (Certainties.Exact or Certainties.Estimated) ? $"prices are '{prices.Certainty}'; they must be {Certainties.Exact} or {Certainties.Estimated}"
        : prices.Amounts.Count == 0 ? "prices have no amounts"
        : prices.Amounts.Any(each => each is null) ? "an amount is null"
        : prices.Amounts.Any(each => each.Amount < 0 || !Money.IsSane(each.Amount) || each.Most < each.Amount || !Money.IsSane(each.Most)) ? "an amount is below 0 or too large"
        : null;
}
