using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;

namespace NanoBanana.Client;

/// <summary>Errors whose text needs more than the values at hand: who else would take the value.</summary>
internal static class CapabilityErrors
{
    public static NanoBananaException ForRatio(string ratio, ModelCapabilities model, IEnumerable<string> allowed) => new(
        ErrorIds.InvalidAspectRatio,
        ratio,
        model.Provider,
        model.Model,
        model.Operation,
        string.Join(", ", allowed),
        WhoTakes("ratio", model, row => row.AspectRatios.Contains(ratio, StringComparer.Ordinal)))
    {
        Target = ratio,
        Provider = model.Provider,
    };

    public static NanoBananaException ForResolution(string resolution, ModelCapabilities model) => new(
        ErrorIds.InvalidResolution,
        resolution,
        model.Provider,
        model.Model,
        string.Join(", ", model.Resolutions))
    {
        Target = resolution,
        Provider = model.Provider,
    };

    public static NanoBananaException ForFormat(string format, ModelCapabilities model) => new(
        ErrorIds.InvalidOutputFormat,
        format,
        model.Provider,
        model.Model,
        model.Operation,
        string.Join(", ", model.OutputFormats),
        WhoTakes("format", model, row => row.OutputFormats.Contains(format, StringComparer.Ordinal)))
    {
        Target = format,
        Provider = model.Provider,
    };

    public static NanoBananaException ForOption(string option, object? value, ModelCapabilities model, Func<ModelCapabilities, bool> has) => new(
        ErrorIds.OptionNotSupported,
        model.Provider,
        model.Model,
        option,
        model.Operation,
        WhoTakes("option", model, has))
    {
        Target = value ?? option,
        Provider = model.Provider,
    };

    public static NanoBananaException ForModel(string provider, string model, string operation, bool known, IEnumerable<string> models)
    {
        if (!known)
        {
            return new NanoBananaException(ErrorIds.UnknownModel, provider, model, string.Join(", ", models)) { Target = model, Provider = provider };
        }

        return string.Equals(operation, Operations.Generate, StringComparison.Ordinal)
            ? new NanoBananaException(ErrorIds.ImageRequired, model, provider) { Target = model, Provider = provider }
            : new NanoBananaException(ErrorIds.ImageNotAllowed, model, provider, "source images") { Target = model, Provider = provider };
    }

    /// <summary>"Providers that take it: …", read from the capabilities of the same operation.</summary>
    public static string WhoTakes(string what, ModelCapabilities model, Func<ModelCapabilities, bool> takes)
    {
        var names = ModelCatalog.Rows
            .Where(row => string.Equals(row.Operation, model.Operation, StringComparison.Ordinal))
            .GroupBy(row => row.Provider, StringComparer.Ordinal)
            .Select(rows => Named(rows.Key, [.. rows], takes))
            .OfType<string>()
            .ToList();
        return names.Count > 0
            ? $"Providers with this {what}: {string.Join(", ", names)}."
            : $"No provider has this {what} for {model.Operation}.";
    }

    // the provider alone if its default model has it, else with the models that do
    private static string? Named(string provider, IReadOnlyList<ModelCapabilities> rows, Func<ModelCapabilities, bool> takes)
    {
        var able = rows.Where(takes).ToList();
        return able.Count == 0 ? null
            : takes(rows[0]) ? provider
            : $"{provider} (-Model {string.Join(" or ", able.Select(row => row.Model).Distinct(StringComparer.Ordinal).Take(3))})";
    }
}
