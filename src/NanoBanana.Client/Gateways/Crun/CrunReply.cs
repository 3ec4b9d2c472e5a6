using System.Text.Json;

namespace NanoBanana.Client.Gateways.Crun;

/// <summary>The <c>data</c> object of https://docs.crun.ai/models/common/get-task-info, which callbacks repeat.</summary>
internal static class CrunReply
{
    private static readonly StateWords Words = new(pending: ["pending"], running: ["running"], succeeded: ["success"], failed: ["failed"]);

    public static TaskSnapshot Read(JsonElement data, Uri? address)
    {
        var result = data.Member("result").AsEmbeddedJson();
        var images = ImageLinks.Read(address, result.FirstMember("media_urls", "media_url", "urls", "images"), data.Member("media_urls"));
        var (state, unknown) = Words.Read(data.Member("status").AsText(), images.Count > 0);
        var ended = state is TaskStates.Succeeded or TaskStates.Failed;
        return new TaskSnapshot
        {
            Id = data.FirstMember("task_id", "taskId").AsId(),
            State = state,
            UnknownWord = unknown,
            Images = images,
            FailureCode = result.Member("code").AsText(),
            FailureMessage = result.Member("message").AsReason(),
            CreatedAt = data.Member("create_at").AsTime(),
            CompletedAt = data.Member("complete_at").AsTime(),
            Duration = data.Member("duration_s").AsDecimal() is { } seconds and > 0 and < 1_000_000 ? TimeSpan.FromSeconds((double)seconds) : null,

            // until the end it is what is reserved, not what was taken
            CreditsConsumed = ended ? data.Member("credits").AsAmount() : null,
            Echo = RequestEcho.Read(data.Member("param"), data.Member("model_version").AsText()),
        };
    }
}
