using System.Text.Json.Nodes;

namespace NanoBanana.Emulation.Tests.Support;

/// <summary>The examples of the gateways' pages.</summary>
internal static class Golden
{
    public static JsonObject Read(string name) => JsonNode.Parse(Text(name))!.AsObject();

    public static string Text(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name.Replace('/', Path.DirectorySeparatorChar)));

    /// <summary>Asserts that an answer has all fields of an example, each of the same JSON type.</summary>
    public static void AssertShape(JsonNode? example, JsonNode? actual, string path = "$")
    {
        switch (example)
        {
            case JsonObject fields:
                var found = Assert.IsType<JsonObject>(actual);
                foreach (var field in fields)
                {
                    Assert.True(found.ContainsKey(field.Key), $"{path}.{field.Key} is missing in {found.ToJsonString()}");
                    AssertShape(field.Value, found[field.Key], path + "." + field.Key);
                }

                break;
            case JsonArray { Count: > 0 } items:
                Assert.All(Assert.IsType<JsonArray>(actual), item => AssertShape(items[0], item, path + "[]"));
                break;
            case null:
                Assert.True(actual is null, $"{path} should be null, but is {actual?.ToJsonString()}");
                break;
            default:
                Assert.True(
                    actual is not null && example.GetValueKind() == actual.GetValueKind(),
                    $"{path} should be like {example.ToJsonString()}, but is {actual?.ToJsonString() ?? "null"}");
                break;
        }
    }

    public static void AssertSame(JsonNode example, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(example, actual), $"Expected {example.ToJsonString()}, got {actual.ToJsonString()}");
}
