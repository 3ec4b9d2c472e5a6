using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Http;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Faults;

/// <summary>Edits a reply of any of the gateways by the places where they keep ids, states and links.</summary>
internal static class ReplyJson
{
    private static readonly string[] IdNames = ["taskId", "task_id", "request_id"];

    /// <summary>The reply with its JSON object edited; unchanged if its body is not a JSON object.</summary>
    public static Reply Edit(Reply reply, Action<JsonObject> edit)
    {
        if (Read(reply) is not { } body)
        {
            return reply;
        }

        edit(body);
        return JsonReply.Of(reply.Status, body) with { Headers = reply.Headers };
    }

    public static JsonObject? Read(Reply reply)
    {
        if (reply.ContentType is not { } type || !type.StartsWith("application/json", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(reply.Body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What the envelope holds; the whole object if there is no envelope.</summary>
    public static JsonObject Data(JsonObject body) => body["data"] as JsonObject ?? body;

    /// <summary>The task's id in the reply; null if there is none.</summary>
    public static string? Id(JsonObject body) => Data(body) is var data && IdName(data) is { } name ? data[name]!.GetValue<string>() : null;

    public static void SetId(JsonObject body, string id)
    {
        if (IdName(Data(body)) is { } name)
        {
            Data(body)[name] = id;
        }
    }

    /// <summary>Changes every list of result links.</summary>
    public static void ChangeLinks(JsonObject body, Func<IReadOnlyList<string>, IEnumerable<JsonNode?>> change)
    {
        var data = Data(body);
        ChangeList(data["output"], "media_url", change);
        ChangeList(data["result"], "media_urls", change);
        ChangeText(data, "resultJson", result => ChangeList(result, "resultUrls", change));
        ChangeImages(data, change);
        if (data["response"] is JsonObject response && response["resultImageUrl"] is JsonValue first)
        {
            var before = response["resultImageUrls"] is JsonArray several ? Texts(several) : [first.GetValue<string>()];
            var after = new JsonArray([.. change(before)]);
            response["resultImageUrl"] = after[0]?.DeepClone();
            response["resultImageUrls"] = after;
        }
    }

    /// <summary>Changes JSON that is kept as text.</summary>
    public static void ChangeText(JsonObject data, string name, Action<JsonObject> change)
    {
        if (data[name] is JsonValue value && value.TryGetValue(out string? text) && text.StartsWith("{", StringComparison.Ordinal)
            && JsonNode.Parse(text) is JsonObject inner)
        {
            change(inner);
            data[name] = JsonReply.ToText(inner);
        }
    }

    private static string? IdName(JsonObject data) => Array.Find(IdNames, data.ContainsKey);

    private static void ChangeList(JsonNode? holder, string name, Func<IReadOnlyList<string>, IEnumerable<JsonNode?>> change)
    {
        if (holder is JsonObject found && found[name] is JsonArray { Count: > 0 } links)
        {
            found[name] = new JsonArray([.. change(Texts(links))]);
        }
    }

    // Pixazo's older shape holds objects.
    private static void ChangeImages(JsonObject data, Func<IReadOnlyList<string>, IEnumerable<JsonNode?>> change)
    {
        if (data["images"] is JsonArray { Count: > 0 } images)
        {
            data["images"] = new JsonArray([.. change([.. images.Select(image => image!["url"]!.GetValue<string>())])
                .Select(link => link is JsonValue ? new JsonObject { ["url"] = link } : link)]);
        }
    }

    private static IReadOnlyList<string> Texts(JsonArray links) => [.. links.Select(link => link!.GetValue<string>())];
}
