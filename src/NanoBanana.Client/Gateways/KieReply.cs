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

    public static string? ReadId(GatewayReply reply) => reply.Json.Record("taskId", "task_id").FirstMember("taskId", "task_id").AsId();

    /// <summary>
    /// The record in an envelope. The signature's page calls the id <c>task_id</c>, the bodies <c>taskId</c>; two that differ name
    /// no task, because only one of them would be signed.
    /// </summary>
    public static TaskSnapshot? ReadCallback(JsonElement body, TimeSpan? linkLifetime)
    {
        var data = body.Member("data");
        var (id, other) = (data.Member("taskId").AsId(), data.Member("task_id").AsId());
        return data.Member("state").AsText() is null || (id ?? other) is null || (id ?? other) != (other ?? id)
            ? null
            : Read(data, linkLifetime, address: null) with { Id = id ?? other };
    }

    public static TaskSnapshot Read(JsonElement data, TimeSpan? linkLifetime, Uri? address)
    {
        var completed = data.Member("completeTime").AsTime();
        var result = data.Member("resultJson").AsEmbeddedJson();
        var images = ImageLinks.Read(address, result.FirstMember("resultUrls", "resultUrl", "urls", "images"), data.Member("resultJson"), data.Member("resultUrls"));
        var (state, unknown) = Words.Read(data.Member("state").AsText(), images.Count > 0);
        return new TaskSnapshot
        {
            Id = data.FirstMember("taskId", "task_id").AsId(),
            State = state,
            UnknownWord = unknown,
            Images = [.. images.Select(image => image with { ExpiresAt = completed + linkLifetime })],
            FailureCode = data.FirstMember("failCode", "fail_code").AsText(),
            FailureMessage = data.FirstMember("failMsg", "fail_msg").AsReason(),
            CreatedAt = data.Member("createTime").AsTime(),
            CompletedAt = completed,
            CreditsConsumed = data.FirstMember("creditsConsumed", "consumeCredits").AsAmount(),
            Echo = RequestEcho.Read(data.Member("param"), data.Member("model").AsText()),
        };
    }
}
