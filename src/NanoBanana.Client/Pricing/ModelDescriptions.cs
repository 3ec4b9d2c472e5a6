using NanoBanana.Client.Gateways;

namespace NanoBanana.Client.Pricing;

/// <summary>The catalog by model instead of by row.</summary>
public static class ModelDescriptions
{
    /// <summary>Google has it, and advises nothing else.</summary>
    public const string Current = "Current";

    /// <summary>Google advises against it.</summary>
    public const string Deprecated = "Deprecated";

    /// <summary>Google ended it.</summary>
    public const string Retired = "Retired";

    /// <summary>All models of all gateways, in the order of the catalog.</summary>
    /// <param name="now">Decides which models are retired.</param>
    /// <returns>One description for each model of each gateway.</returns>
    /// <exception cref="NanoBananaException"><c>ModelFileInvalid</c>: the user's file cannot be used.</exception>
    public static IReadOnlyList<ModelDescription> All(DateTimeOffset now)
    {
        var rows = ModelCatalog.Rows;
        var defaults = new HashSet<ModelCapabilities>(rows.GroupBy(row => (row.Provider, row.Operation)).Select(group => group.First()));
        return [.. rows
            .GroupBy(row => (row.Provider, Model: row.Model.ToUpperInvariant()))
            .Select(group => Of([.. group], now) with { IsDefault = group.Any(defaults.Contains) })];
    }

    /// <summary>The life cycle of a model at Google.</summary>
    /// <param name="row">A row of the catalog.</param>
    /// <param name="now">The time to decide by.</param>
    /// <returns><see cref="Current"/>, <see cref="Deprecated"/> or <see cref="Retired"/>.</returns>
    public static string StateOf(ModelCapabilities row, DateTimeOffset now) =>
        row.IsRetired(now) ? Retired : row.DeprecatedAt <= now.UtcDateTime ? Deprecated : Current;

    private static ModelDescription Of(IReadOnlyList<ModelCapabilities> rows, DateTimeOffset now)
    {
        var usual = rows.FirstOrDefault(row => !row.Economy) ?? rows[0];
        var edit = rows.FirstOrDefault(row => row is { Economy: false, Operation: NanoBanana.Operations.Edit });
        var cheaper = rows.FirstOrDefault(row => row.Economy);
        return new ModelDescription
        {
            Provider = usual.Provider,
            Model = usual.Model,
            Family = usual.Family,
            State = StateOf(usual, now),
            Operations = [.. NanoBanana.Operations.All.Where(each => rows.Any(row => string.Equals(row.Operation, each, StringComparison.Ordinal)))],
            AspectRatios = Values(rows, row => row.AspectRatios),
            Resolutions = Values(rows, row => row.Resolutions),
            OutputFormats = Values(rows, row => row.OutputFormats),
            Defaults = usual.Defaults,
            MaxPromptLength = usual.MaxPromptLength,
            MaxImages = edit is null ? 0 : edit.MaxImages,
            MaxImageBytes = (edit ?? usual).MaxImageBytes,
            MaxCount = usual.MaxCount,
            WebSearch = rows.Any(row => row is { Economy: false, WebSearch: true }),
            Economy = cheaper is not null,
            Price = PriceList.For(usual, ratio: null, count: 1),
            EconomyPrice = cheaper is null ? null : PriceList.For(cheaper, ratio: null, count: 1),
            GoogleModel = usual.GoogleModel,
            DeprecatedAt = usual.DeprecatedAt,
            RetiresAt = usual.RetiresAt,
            Successor = usual.Successor,
            Assumed = usual.Assumed,
            Disputed = usual.Disputed,
            Source = usual.Source,
            KnownAt = usual.KnownAt,
            Rows = rows,
        };
    }

    private static IReadOnlyList<string> Values(IEnumerable<ModelCapabilities> rows, Func<ModelCapabilities, IEnumerable<string>> of) =>
        [.. rows.Where(row => !row.Economy).SelectMany(of).Distinct(StringComparer.Ordinal)];
}
