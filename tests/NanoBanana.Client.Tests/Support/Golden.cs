using System.Text.Json.Nodes;
using NanoBanana.Client.Gateways;

namespace NanoBanana.Client.Tests.Support;

/// <summary>The gateways' own examples: <c>Golden/PROVIDER/NAME</c>.</summary>
internal static class Golden
{
    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name));

    public static JsonNode Json(string name) => JsonNode.Parse(Text(name))!;

    public static GatewayReply Reply(string name, int status = 200) => Wire.Reply(Text(name), status);

    public static void AssertSame(JsonNode? expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"Expected {expected?.ToJsonString()}\nbut got  {actual?.ToJsonString()}");
}
