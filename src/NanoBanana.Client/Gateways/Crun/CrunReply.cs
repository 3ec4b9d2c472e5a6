using System.Text.Json;

namespace NanoBanana.Client.Gateways.Crun;

/// <summary>The <c>data</c> object of https://docs.crun.ai/models/common/get-task-info, which callbacks repeat.</summary>
internal static class CrunReply
{
    private static readonly StateWords Words = new(pending: ["pending"], running: ["running"], succeeded: ["success"], failed: ["failed"]);

    public static TaskSnapshot Read(JsonElement data)
    {
        var (state, unknown) = Words.Read(data.Member("status").AsText());
        var result = data.Member("result").AsEmbeddedJson();
        var ended = state is TaskStates.Succeeded or TaskStates.Failed;
        return new TaskSnapshot
        {
            Id = data.Member("task_id").AsText(),
            State = state,
            UnknownWord = unknown,
            Images =
            [
                .. result.Member("media_urls").Items().Select(item => item.AsText()).OfType<string>()
                    .Select((url, index) => new ResultImage { Url = url, Index = index + 1 }),
            ],
            FailureCode = result.Member("code").AsText(),
            FailureMessage = result.Member("message").AsText(),
            CreatedAt = data.Member("create_at").AsTime(),
            CompletedAt = data.Member("complete_at").AsTime(),
            Duration = data.Member("duration_s").AsDecimal() is { } seconds and > 0 and < 1_000_000 ? TimeSpan.FromSeconds((double)seconds) : null,

            // until the end it is what is reserved, not what was taken
            CreditsConsumed = ended ? data.Member("credits").AsAmount() : null,
            Echo = RequestEcho.Read(data.Member("param"), data.Member("model_version").AsText()),
        };
    }
}
