using System.Text.Json;

namespace NanoBanana.Client.Gateways;

/// <summary>
/// The task record of the kie.ai family, which Apikley and AIGPTImage share
/// (https://docs.apikley.ru/get-task-detail, https://aigptimage.com/docs/tasks/record-info): five states, results as JSON text.
/// </summary>
internal static class KieReply
{
    private static readonly StateWords Words = new(
        pending: ["waiting", "queuing"],
        running: ["generating"],
        succeeded: ["success"],
        failed: ["fail", "failed"]);

    public static string? ReadId(GatewayReply reply) => reply.Json.Member("data").FirstMember("taskId", "task_id").AsText();

    /// <summary>
    /// The record in an envelope. The signature's page calls the id <c>task_id</c>, the bodies <c>taskId</c>; two that differ name
    /// no task, because only one of them would be signed.
    /// </summary>
    public static TaskSnapshot? ReadCallback(JsonElement body, TimeSpan? linkLifetime)
    {
        var data = body.Member("data");
        var (id, other) = (data.Member("taskId").AsText(), data.Member("task_id").AsText());
        return data.Member("state").AsText() is null || (id ?? other) is null || (id ?? other) != (other ?? id)
            ? null
            : Read(data, linkLifetime) with { Id = id ?? other };
    }

    public static TaskSnapshot Read(JsonElement data, TimeSpan? linkLifetime)
    {
        var (state, unknown) = Words.Read(data.Member("state").AsText());
        var completed = data.Member("completeTime").AsTime();
        var urls = data.Member("resultJson").AsEmbeddedJson().Member("resultUrls").Items().Select(item => item.AsText()).OfType<string>();
        return new TaskSnapshot
        {
            Id = data.Member("taskId").AsText(),
            State = state,
            UnknownWord = unknown,
            Images = [.. urls.Select((url, index) => new ResultImage { Url = url, Index = index + 1, ExpiresAt = completed + linkLifetime })],
            FailureCode = data.Member("failCode").AsText(),
            FailureMessage = data.Member("failMsg").AsText(),
            CreatedAt = data.Member("createTime").AsTime(),
            CompletedAt = completed,
            CreditsConsumed = data.FirstMember("creditsConsumed", "consumeCredits").AsAmount(),
            Echo = RequestEcho.Read(data.Member("param"), data.Member("model").AsText()),
        };
    }
}
