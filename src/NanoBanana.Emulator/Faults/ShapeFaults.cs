using System.Globalization;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Images;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Faults;

/// <summary>The right answer in a shape that no document shows.</summary>
internal static class ShapeFaults
{
    private const int ManyLinks = 3000;
    private const long HugeBytes = 140L * 1024 * 1024;

    public static readonly IReadOnlyList<FaultKind> All =
    [
        FaultKind.Late("huge-reply", "The usual answer, followed by 140 MB of spaces.", (_, reply) => reply with { Padding = HugeBytes }),
        FaultKind.Late("data-as-text", "The envelope's data is JSON text instead of an object; at Pixazo the whole answer is.", (_, reply) => Data(reply, data => JsonValue.Create(JsonReply.ToText(data)))),
        FaultKind.Late("data-as-array", "The envelope's data is a list of one instead of an object; at Pixazo the whole answer is.", (_, reply) => Data(reply, data => new JsonArray(data.DeepClone()))),
        FaultKind.OfQuery("state-succeeded", "A success is called \"succeeded\", which is not documented. NanoBananaAPI, whose states are numbers, is not changed.", (_, reply) => Rename(reply, "succeeded")),
        FaultKind.OfQuery("state-completed", "A success is called \"completed\"; NanoBananaAPI is not changed.", (_, reply) => Rename(reply, "completed")),
        FaultKind.OfQuery("mixed-links", "Every second link of the result, from the first on, is an object with a url; the others are texts.", (_, reply) => Links(reply, Mixed)),
        FaultKind.OfQuery("relative-links", "The result's links are paths without a host.", (_, reply) => Links(reply, links => links.Select(link => Texts.Node(new Uri(link).PathAndQuery)))),
        FaultKind.OfQuery("many-links", "The result has 3,000 links, however many images were asked for.", (_, reply) => Links(reply, Many)),
        FaultKind.OfQuery("inline-results", "The result's links are data URIs.", Inline),
        FaultKind.OfQuery("credits-zero", "A task that succeeded has cost 0 credits (Crun: credits; the kie family: creditsConsumed).", (_, reply) => Credits(reply, JsonValue.Create(0))),
        FaultKind.OfQuery("credits-negative", "A task that succeeded has cost -5 credits.", (_, reply) => Credits(reply, JsonValue.Create(-5))),
        FaultKind.OfQuery("credits-text", "A task that succeeded has cost \"free\".", (_, reply) => Credits(reply, JsonValue.Create("free"))),
        FaultKind.OfQuery("another-model", "The query reports a model other than the task's.", (_, reply) => OtherModel(reply)),
        FaultKind.OfQuery("escape-links", "The result's links contain terminal escapes and control characters.", (_, reply) => Links(reply, links => links.Select(link => Texts.Node(link + "?\u001b]0;owned\u0007\u009b31m")))),
        FaultKind.Late("escape-id", "Accepted and charged; the task id contains a terminal escape, and queries accept that id.", EscapeId) with { IsBound = true },
        FaultKind.Early("escape-message", "The gateway's 400 whose text contains terminal escapes and a right-to-left override.", strike =>
            strike.Service.Refuse(new Hosting.Refusal(400, "bad \u001b]0;owned\u0007\u001b[2Jprompt \u202Egnp.exe\u202C \u009b31m"), strike.Route.Operation)),
    ];

    private static Reply Data(Reply reply, Func<JsonObject, JsonNode?> change)
    {
        if (ReplyJson.Read(reply) is not { } body)
        {
            return reply;
        }

        if (body["data"] is not JsonObject data)
        {
            return body.ContainsKey("code") ? reply : JsonReply.Of(reply.Status, change(body)!);
        }

        body["data"] = change(data);
        return JsonReply.Of(reply.Status, body);
    }

    private static Reply Rename(Reply reply, string word) => ReplyJson.Edit(reply, body =>
    {
        var data = ReplyJson.Data(body);
        foreach (var name in new[] { "state", "status" })
        {
            if (data[name] is JsonValue value && value.TryGetValue(out string? state) && state is "success" or "COMPLETED")
            {
                data[name] = word;
            }
        }
    });

    private static Reply Links(Reply reply, Func<IReadOnlyList<string>, IEnumerable<JsonNode?>> change) =>
        ReplyJson.Edit(reply, body => ReplyJson.ChangeLinks(body, change));

    private static IEnumerable<JsonNode?> Mixed(IReadOnlyList<string> links) =>
        links.Select((link, index) => index % 2 == 0 ? new JsonObject { ["url"] = link } : Texts.Node(link));

    private static IEnumerable<JsonNode?> Many(IReadOnlyList<string> links) => Enumerable.Range(0, ManyLinks)
        .Select(index => Texts.Node(string.Format(CultureInfo.InvariantCulture, "{0}?n={1}", links[index % links.Count], index)));

    private static Reply Inline(FaultStrike strike, Reply reply) => ReplyJson.Edit(reply, body =>
    {
        if (ReplyJson.Id(body) is { } id && strike.State.Tasks.Find(strike.Service.Provider, id) is { } task)
        {
            var ratio = task.At(strike.State.Clock.GetUtcNow()).Ratio;
            ReplyJson.ChangeLinks(body, links => links.Select((_, index) => Texts.Node(ResultImages.Make(task, ratio, index).ToDataUri())));
        }
    });

    private static Reply Credits(Reply reply, JsonNode credits) => ReplyJson.Edit(reply, body =>
    {
        var data = ReplyJson.Data(body);
        if (data["status"]?.ToString() is "success")
        {
            data["credits"] = credits;
        }
        else if (data["state"]?.ToString() is "success")
        {
            data["creditsConsumed"] = credits;
        }
    });

    private static Reply OtherModel(Reply reply) => ReplyJson.Edit(reply, body =>
    {
        var data = ReplyJson.Data(body);
        foreach (var name in new[] { "model", "model_id", "model_version" })
        {
            if (data.ContainsKey(name))
            {
                data[name] = "nano-banana-substitute";
            }
        }
    });

    private static Reply EscapeId(FaultStrike strike, Reply reply) => ReplyJson.Edit(reply, body =>
    {
        if (ReplyJson.Id(body) is { } id)
        {
            var alias = id + "\u001b]0;owned\u0007";
            strike.State.Tasks.Alias(strike.Service.Provider, alias, id);
            ReplyJson.SetId(body, alias);
        }
    });
}
