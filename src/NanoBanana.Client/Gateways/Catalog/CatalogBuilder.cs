using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoBanana.Client.Gateways.Catalog;

/// <summary>
/// Makes rows of files: an entry is one row for each of its operations, what its family says is filled in, and an entry of a later
/// file changes the fields that it names of the row with the same provider, model, operation and mode.
/// </summary>
internal sealed class CatalogBuilder
{
    private static readonly string[] Parts = ["families", "models", "remove"];

    private readonly Dictionary<string, JsonObject> _families = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<CatalogEntry> _rows = [];

    /// <summary>Adds a file.</summary>
    /// <param name="json">Its bytes, UTF-8.</param>
    /// <param name="ofUser">Its prices are from the user.</param>
    /// <exception cref="CatalogException">What is wrong with it, and where.</exception>
    public CatalogBuilder Add(ReadOnlySpan<byte> json, bool ofUser = false)
    {
        JsonObject root;
        try
        {
            root = CatalogJson.Parse(json);
        }
        catch (JsonException error)
        {
            throw new CatalogException(error.Message.TrimEnd('.'));
        }

        if (root.Select(part => part.Key).FirstOrDefault(part => !Parts.Contains(part, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new CatalogException($"'{unknown}' is not one of its properties: {string.Join(", ", Parts)}");
        }

        Remove(root["remove"]);
        foreach (var family in root["families"] is null ? [] : Object(root["families"], "families"))
        {
            _families[family.Key] = Merged(_families.TryGetValue(family.Key, out var known) ? known : [], Object(family.Value, "families." + family.Key));
        }

        foreach (var (model, index) in Array(root["models"], "models").Select((model, index) => (model, index)))
        {
            var place = $"models[{index}]";
            AddEntry(new CatalogEntry(Object(model, place), place), ofUser);
        }

        return this;
    }

    /// <summary>All rows, in the order in which they were first named.</summary>
    /// <exception cref="CatalogException">What is wrong with a row, and where.</exception>
    public IReadOnlyList<ModelCapabilities> Build() => [.. _rows.Select(entry =>
        entry.ToRow(_families.TryGetValue(entry.Text("family") ?? string.Empty, out var family) ? family : []))];

    private static JsonObject Merged(JsonObject first, JsonObject second)
    {
        var merged = (JsonObject)first.DeepClone();
        foreach (var field in second)
        {
            merged[field.Key] = field.Value?.DeepClone();
        }

        return merged;
    }

    private static JsonObject Object(JsonNode? node, string place) => node as JsonObject ?? throw new CatalogException($"{place} is not an object");

    private static IEnumerable<JsonNode?> Array(JsonNode? node, string place) => node switch
    {
        null => [],
        JsonArray items => items,
        _ => throw new CatalogException($"{place} is not a list"),
    };

    private void Remove(JsonNode? names)
    {
        foreach (var name in Array(names, "remove").Select(each => each is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw new CatalogException("remove contains a value that is not a name")))
        {
            if (_rows.RemoveAll(row => row.IsCalled(name)) == 0)
            {
                throw new CatalogException($"remove names '{name}', which is neither a model nor a family");
            }
        }
    }

    private void AddEntry(CatalogEntry entry, bool ofUser)
    {
        if (ofUser)
        {
            entry.IsOfUser();
        }

        var operations = entry.Operations() ?? [.. _rows.Where(row => row.IsSame(entry, operation: null)).Select(row => row.Operation)];
        if (operations.Count == 0)
        {
            throw new CatalogException($"{entry.Place} ({entry.Name}) is new, so it needs operations: {string.Join(", ", Operations.All)}");
        }

        foreach (var operation in operations)
        {
            var known = _rows.FindIndex(row => row.IsSame(entry, operation));
            var row = entry.For(operation, known < 0 ? [] : _rows[known].Fields, Merged);
            if (known < 0)
            {
                _rows.Add(row);
            }
            else
            {
                _rows[known] = row;
            }
        }
    }
}
