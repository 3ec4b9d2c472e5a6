using System.Text.Json;
using NanoBanana.Client.Http;
using NanoBanana.Client.Journal;

namespace NanoBanana.Client.Gateways.Pixazo;

/// <summary>
/// Reads all shapes that Pixazo's pages and client code show: <c>output.media_url[]</c>, <c>images[].url</c>, and the
/// single-URL members of older replies. A finished task may come at once, in the submit's own reply.
/// </summary>
internal static class PixazoReply
{
    private static readonly StateWords Words = new(
        pending: ["QUEUED", "IN_QUEUE", "PENDING"],
        running: ["PROCESSING", "IN_PROGRESS", "RUNNING"],
        succeeded: ["COMPLETED", "SUCCESS", "SUCCEEDED", "DONE", "READY"],
        failed: ["FAILED", "ERROR", "CANCELLED"]);

    public static TaskSnapshot Read(JsonElement json)
    {
        var images = Images(json).ToList();
        var word = json.Member("status").AsText();
        var (state, unknown) = Words.Read(word);
        if (word is null)
        {
            state = images.Count > 0 ? TaskStates.Succeeded : TaskStates.Pending;
        }

        return new TaskSnapshot
        {
            Id = json.FirstMember("request_id", "requestId").AsText(),
            State = state,
            UnknownWord = unknown,
            Images = images,
            FailureCode = string.Equals(state, TaskStates.Failed, StringComparison.Ordinal) ? word : null,
            FailureMessage = json.FirstMember("error", "message").AsText() ?? json.Member("error").Member("message").AsText(),
            StatusUrl = json.Member("polling_url").AsText(),
            CreatedAt = json.Member("created_at").AsTime(),
            CompletedAt = json.Member("completed_at").AsTime(),
            Echo = RequestEcho.Read(default, json.Member("model_id").AsText()),
        };
    }

    private static IEnumerable<ResultImage> Images(JsonElement json)
    {
        var output = json.Member("output");
        var listed = json.Member("images").Items()
            .Concat(output.FirstMember("media_url", "images").Items())
            .Concat(output.Items())
            .ToList();
        var single = new[] { output.Member("media_url"), output, json.Member("image_url"), json.Member("imageUrl"), json.Member("url") };
        var items = listed.Count > 0 ? listed : single.Where(item => item.ValueKind == JsonValueKind.String).Take(1).ToList();
        return items
            .Select(item => (Item: item, Url: item.AsText() ?? item.Member("url").AsText()))
            .Where(each => each.Url is not null)
            .Select((each, index) => new ResultImage
            {
                Url = each.Url!,
                Index = index + 1,
                ContentType = each.Item.Member("content_type").AsText(),
                Width = each.Item.Member("width").AsInt(),
                Height = each.Item.Member("height").AsInt(),
            });
    }
}
