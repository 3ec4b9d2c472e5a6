using System.Reflection;
using NanoBanana.Client.Gateways.Catalog;
using NanoBanana.Client.State;

namespace NanoBanana.Client.Gateways;

/// <summary>The models of all gateways as data: <c>Gateways/models.json</c>, and over it the user's <c>models.json</c> in the home folder.</summary>
public static class ModelCatalog
{
    private static volatile CatalogFiles s_files = new(Home, Embedded());

    /// <summary>All rows. The first row of a provider and operation is its default model.</summary>
    /// <exception cref="NanoBananaException"><c>ModelFileInvalid</c>: the user's file cannot be used.</exception>
    public static IReadOnlyList<ModelCapabilities> Rows => s_files.Rows();

    /// <summary>The rows of a provider.</summary>
    /// <param name="provider">One of <see cref="ProviderNames"/>.</param>
    /// <returns>One row for each model, operation and mode.</returns>
    /// <exception cref="NanoBananaException"><c>ModelFileInvalid</c>: the user's file cannot be used.</exception>
    public static IEnumerable<ModelCapabilities> Of(string provider) => Rows.Where(row => string.Equals(row.Provider, provider, StringComparison.Ordinal));

    /// <summary>The row for a request.</summary>
    /// <param name="provider">One of <see cref="ProviderNames"/>.</param>
    /// <param name="model">The gateway's id of the model or its family, or null for the default of the operation.</param>
    /// <param name="operation">One of <see cref="Operations"/>.</param>
    /// <param name="economy">The slower and cheaper mode.</param>
    /// <returns>What the model takes for this operation.</returns>
    /// <exception cref="NanoBananaException"><c>UnknownModel</c>, <c>ImageRequired</c>, <c>ImageNotAllowed</c> or <c>OptionNotSupported</c>.</exception>
    public static ModelCapabilities Find(string provider, string? model, string operation, bool economy = false)
    {
        var rows = Of(provider).ToList();
        var named = Named(rows, model ?? rows.FirstOrDefault(row => Does(row, operation))?.Model ?? string.Empty);
        var able = named.Where(row => Does(row, operation)).ToList();
        return able.FirstOrDefault(row => row.Economy == economy)
            ?? throw (able.Count > 0
                ? CapabilityErrors.ForOption("Economy", value: null, able[0], row => row.Economy)
                : CapabilityErrors.ForModel(provider, model ?? "any for " + operation, operation, named.Count > 0, rows.Select(row => row.Model).Distinct(StringComparer.Ordinal)));
    }

    /// <summary>The row of each gateway for a request. Gateways without the model or the mode are skipped, unless none has it.</summary>
    /// <param name="model">The gateway's id of the model or its family, or null for the default of the operation.</param>
    /// <param name="operation">One of <see cref="Operations"/>.</param>
    /// <param name="economy">The slower and cheaper mode.</param>
    /// <returns>One row for each gateway that has the model.</returns>
    /// <exception cref="NanoBananaException"><c>UnknownModel</c>, <c>ImageRequired</c>, <c>ImageNotAllowed</c> or <c>OptionNotSupported</c>.</exception>
    public static IEnumerable<ModelCapabilities> FindAll(string? model, string operation, bool economy = false)
    {
        bool Has(string name) => Of(name).Any(row => row.Economy == economy && Does(row, operation) && (model is null || row.IsCalled(model)));
        var names = GatewayRegistry.Names.Where(Has).ToList();
        return (names.Count > 0 ? names : GatewayRegistry.Names).Select(name => Find(name, model, operation, economy));
    }

    /// <summary>The row of a task that was submitted before; null if its model is no longer known.</summary>
    internal static ModelCapabilities? FindOf(ImageTask task) => Of(task.Provider).FirstOrDefault(row =>
        (task.Model is null || row.Model.Equals(task.Model, StringComparison.OrdinalIgnoreCase))
        && (task.Operation is null || Does(row, task.Operation)));

    /// <summary>Adds a file of rows to this process.</summary>
    internal static void Add(byte[] file) => s_files = s_files.With(file);

    // the gateway's own id counts more than a family of the same name
    private static List<ModelCapabilities> Named(List<ModelCapabilities> rows, string name)
    {
        var own = rows.Where(row => row.Model.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        return own.Count > 0 ? own : [.. rows.Where(row => row.IsCalled(name))];
    }

    private static bool Does(ModelCapabilities row, string operation) => string.Equals(row.Operation, operation, StringComparison.Ordinal);

    private static string? Home()
    {
        try
        {
            return HomeFolder.Find(Environment.GetEnvironmentVariable);
        }
        catch (NanoBananaException)
        {
            return null;
        }
    }

    private static byte[] Embedded()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("NanoBanana.Client.Gateways.models.json")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
