using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoBanana.Client.Gateways.Catalog;

/// <summary>An entry of a file, or one row of it.</summary>
/// <param name="Fields">Its fields as they are written.</param>
/// <param name="Place">Where it is in the file.</param>
internal sealed record CatalogEntry(JsonObject Fields, string Place)
{
    /// <summary>Provider and model, for errors.</summary>
    public string Name => $"{Text("provider")} {Text("model")}";

    /// <summary>Of a row: what it does.</summary>
    public string Operation => Text("operation") ?? string.Empty;

    /// <summary>A text field; null if it is missing.</summary>
    public string? Text(string field) => Fields[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>True if it is named so.</summary>
    public bool IsCalled(string name) => Same(Text("model"), name) || Same(Text("family"), name);

    /// <summary>True if the other is about the same model and lane, and, if one is given, operation.</summary>
    public bool IsSame(CatalogEntry other, string? operation) =>
        Same(Text("provider"), other.Text("provider"))
        && Same(Text("model"), other.Text("model"))
        && IsEconomy == other.IsEconomy
        && (operation is null || Same(Operation, operation));

    /// <summary>The operations that it names; null if it names none.</summary>
    /// <exception cref="CatalogException">One of them is not an operation.</exception>
    public IReadOnlyList<string>? Operations() => Fields["operations"] switch
    {
        null => null,
        JsonArray items => [.. items.Select(item => NanoBanana.Operations.All.FirstOrDefault(each => Same(each, item?.ToString()))
            ?? throw new CatalogException($"{Place} ({Name}) has the operation '{item}', which is not one of {string.Join(", ", NanoBanana.Operations.All)}"))],
        _ => throw new CatalogException($"{Place} ({Name}) has operations that are not a list"),
    };

    /// <summary>Marks its prices and their source as the user's.</summary>
    public void IsOfUser()
    {
        Fields["source"] = ModelPrices.OfUser;
        if (Fields["prices"] is JsonObject prices)
        {
            prices["source"] = ModelPrices.OfUser;
        }
    }

    /// <summary>The row of one operation.</summary>
    /// <param name="operation">One of <see cref="NanoBanana.Operations"/>.</param>
    /// <param name="known">The fields of the row that it changes.</param>
    /// <param name="merge">Puts the second over the first.</param>
    public CatalogEntry For(string operation, JsonObject known, Func<JsonObject, JsonObject, JsonObject> merge)
    {
        var fields = merge(known, Fields);
        fields.Remove("operations");
        fields["operation"] = operation;
        if (Same(operation, NanoBanana.Operations.Generate))
        {
            fields["maxImages"] = 0;
        }

        return new CatalogEntry(fields, Place);
    }

    /// <summary>The row itself.</summary>
    /// <param name="family">What its family says; the row itself takes precedence.</param>
    /// <exception cref="CatalogException">What is wrong with it.</exception>
    public ModelCapabilities ToRow(JsonObject family)
    {
        var fields = (JsonObject)family.DeepClone();
        foreach (var field in Fields)
        {
            // a dispute over its life does not make way for one over its limits
            var both = field.Key is "disputed" && family["disputed"] is { } dispute ? $"{dispute}; {field.Value}" : null;
            fields[field.Key] = both ?? field.Value?.DeepClone();
        }

        try
        {
            var row = fields.Deserialize(CatalogJson.Default.ModelCapabilities) ?? throw new JsonException("it is empty");
            return RowCheck.Problem(row) is { } problem ? throw new CatalogException($"{Place} ({Name}): {problem}") : RowCheck.Spelled(row);
        }
        catch (JsonException error)
        {
            throw new CatalogException($"{Place} ({Name}): {error.Message.TrimEnd('.')}");
        }
    }

    private bool IsEconomy => Fields["economy"] is JsonValue value && value.TryGetValue<bool>(out var economy) && economy;

    private static bool Same(string? one, string? other) => string.Equals(one?.Trim(), other?.Trim(), StringComparison.OrdinalIgnoreCase);
}
