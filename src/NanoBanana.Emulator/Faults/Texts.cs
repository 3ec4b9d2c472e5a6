using System.Text.Json.Nodes;

namespace NanoBanana.Emulation.Faults;

/// <summary>The texts in a gateway's reply that a person gets to see.</summary>
internal static class Texts
{
    private static readonly string[] Failures = ["failMsg", "errorMessage", "error"];

    public static JsonNode? Node(string text) => JsonValue.Create(text);

    /// <summary>Changes why a task failed; nothing if it did not.</summary>
    public static void ChangeFailure(JsonObject body, Func<string, string> change)
    {
        var data = ReplyJson.Data(body);
        foreach (var name in Failures)
        {
            Change(data, name, change);
        }

        if (data["result"] is JsonObject result && result["code"]?.GetValue<int>() != 200)
        {
            Change(result, "message", change);
        }
    }

    private static void Change(JsonObject holder, string name, Func<string, string> change)
    {
        if (holder[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0)
        {
            holder[name] = change(text);
        }
    }
}
