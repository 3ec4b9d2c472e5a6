using System.Text.Json.Nodes;
using NanoBanana.Emulation.Gateways.Kie;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Gateways.Apikley;

/// <summary>A task as Apikley's recordInfo and kie.ai's callback report it.</summary>
internal static class ApikleyRecord
{
    public static JsonObject For(EmulatedTask task, TaskSnapshot snapshot, string origin) => new()
    {
        ["taskId"] = task.Id,
        ["model"] = task.Order.Model,
        ["state"] = KieRecord.State(snapshot),
        ["param"] = KieRecord.Param(task),
        ["resultJson"] = snapshot.Phase == TaskPhase.Succeeded ? KieRecord.ResultJson(task, snapshot, origin) : "",
        ["failCode"] = snapshot.Failure is { } failure ? KieRecord.FailCode(failure) : "",
        ["failMsg"] = snapshot.Failure?.Message ?? "",
        ["completeTime"] = snapshot.EndedAt?.ToUnixTimeMilliseconds(),
        ["createTime"] = task.AcceptedAt.ToUnixTimeMilliseconds(),
        ["updateTime"] = snapshot.ChangedAt.ToUnixTimeMilliseconds(),
    };

    /// <summary>As 595 recorded replies of kie.ai have it: no other fields, nulls instead of empty texts, seconds.</summary>
    public static JsonObject Live(EmulatedTask task, TaskSnapshot snapshot, string origin) => new()
    {
        ["taskId"] = task.Id,
        ["model"] = task.Order.Model,
        ["state"] = snapshot is { Phase: TaskPhase.Queued, IsUnheardOf: false } ? "waiting" : KieRecord.State(snapshot),
        ["param"] = KieRecord.LiveParam(task),
        ["resultJson"] = snapshot.Phase == TaskPhase.Succeeded ? KieRecord.ResultJson(task, snapshot, origin) : "",
        ["failCode"] = snapshot.Failure is { } failure ? KieRecord.FailCode(failure) : null,
        ["failMsg"] = snapshot.Failure?.Message,
        ["costTime"] = snapshot.EndedAt is { } end ? (long)(end - task.AcceptedAt).TotalSeconds : null,
        ["completeTime"] = snapshot.EndedAt?.ToUnixTimeMilliseconds(),
        ["createTime"] = task.AcceptedAt.ToUnixTimeMilliseconds(),
    };

    public static JsonObject Callback(EmulatedTask task, TaskSnapshot snapshot, string origin)
    {
        var succeeded = snapshot.Failure is null;
        return new JsonObject
        {
            ["code"] = succeeded ? 200 : 501,
            ["msg"] = succeeded ? "Playground task completed successfully." : "Playground task failed.",
            ["data"] = new JsonObject
            {
                ["taskId"] = task.Id,
                ["model"] = task.Order.Model,
                ["state"] = KieRecord.State(snapshot),
                ["param"] = KieRecord.Param(task),
                ["resultJson"] = succeeded ? KieRecord.ResultJson(task, snapshot, origin) : null,
                ["failCode"] = snapshot.Failure is { } failure ? KieRecord.FailCode(failure) : null,
                ["failMsg"] = snapshot.Failure?.Message,
                ["completeTime"] = snapshot.EndedAt?.ToUnixTimeMilliseconds(),
                ["createTime"] = task.AcceptedAt.ToUnixTimeMilliseconds(),

                // The callback samples of kie.ai count seconds here, recordInfo milliseconds.
                ["costTime"] = snapshot.EndedAt is { } end ? (long)(end - task.AcceptedAt).TotalSeconds : null,
            },
        };
    }
}
