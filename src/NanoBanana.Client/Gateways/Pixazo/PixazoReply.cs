using System.Text.Json;
using NanoBanana.Client.Http;

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

    public static TaskSnapshot Read(JsonElement json, Uri? address)
    {
        var images = Images(json, address);
        var word = json.Member("status").AsText();
        var (state, unknown) = Words.Read(word);
        if (word is null)
        {
            state = images.Count > 0 ? TaskStates.Succeeded : TaskStates.Pending;
        }

        return new TaskSnapshot
        {
            Id = json.FirstMember("request_id", "requestId").AsId(),
            State = state,
            UnknownWord = unknown,
            Images = images,
            FailureCode = string.Equals(state, TaskStates.Failed, StringComparison.Ordinal) ? word : null,
            FailureMessage = json.FirstMember("error", "message").AsReason(),
            StatusUrl = json.Member("polling_url").AsLink(),
            CreatedAt = json.Member("created_at").AsTime(),
            CompletedAt = json.Member("completed_at").AsTime(),
            Echo = RequestEcho.Read(default, json.Member("model_id").AsText()),
        };
    }

    private static IReadOnlyList<ResultImage> Images(JsonElement json, Uri? address)
    {
        var output = json.Member("output");
        var listed = ImageLinks.Read(address, json.Member("images"), output.FirstMember("media_url", "media_urls", "images"), output.AsEmbeddedJson().FirstMember("media_url", "media_urls", "images"), output);
        return listed.Count > 0 ? listed : ImageLinks.Read(address, json.FirstMember("image_url", "imageUrl", "url", "image"));
    }
}
