using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NanoBanana.Client.Gateways.Catalog;

/// <summary>Rows of the catalog as JSON, without reflection. An unknown field is an error, so that nothing the user wrote is ignored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ModelCapabilities))]
internal sealed partial class CatalogJson : JsonSerializerContext
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads a file; comments and trailing commas are allowed, since people write it.</summary>
    /// <exception cref="JsonException">It is not a JSON object.</exception>
    public static JsonObject Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var text = json.StartsWith(new byte[] { 0xEF, 0xBB, 0xBF }) ? json.Slice(3) : json;
            var root = JsonNode.Parse(text, new JsonNodeOptions { PropertyNameCaseInsensitive = true }, Lenient) as JsonObject ?? throw new JsonException("it is not a JSON object");

            LookInto(root);
            return root;
        }
        catch (ArgumentException error)
        {
            throw new JsonException("an object has the same name twice", error);
        }
    }

    // a duplicate name is found when its object is first read
    private static void LookInto(JsonNode? node)
    {
        foreach (var child in node switch { JsonObject fields => fields.Select(each => each.Value), JsonArray items => items, _ => [] })
        {
            LookInto(child);
        }
    }
}
