using System.Text.Json.Nodes;
using NanoBanana.Emulation.Files;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Gateways.Crun;

/// <summary>A task as Crun's TaskInfo reports it under <c>data</c>; the callback is the same object without the envelope.</summary>
internal static class CrunTaskInfo
{
    public static JsonObject For(EmulatedTask task, TaskSnapshot snapshot, string origin) => new()
    {
        ["task_id"] = task.Id,
        ["provider"] = "Google",
        ["model_version"] = task.Order.Model.Substring(task.Order.Model.IndexOf('/') + 1),
        ["status"] = Word(snapshot),
        ["param"] = Param(task),
        ["create_at"] = task.AcceptedAt.ToUnixTimeSeconds(),
        ["complete_at"] = snapshot.EndedAt?.ToUnixTimeSeconds(),
        ["duration_s"] = snapshot.EndedAt is { } end ? (long)(end - task.AcceptedAt).TotalSeconds : null,
        ["credits"] = snapshot.Failure is null ? task.Order.Price(snapshot.Ratio) : 0m,
        ["source"] = "api",
        ["result"] = snapshot.HasEnded ? Result(task, snapshot, origin) : null,
    };

    // An object here, not JSON text as in the kie family.
    private static JsonObject Param(EmulatedTask task) => new()
    {
        ["model"] = task.Order.Model,
        ["callback_url"] = task.Order.Callback?.OriginalString,
        ["input"] = task.Order.Sent["input"]?.DeepClone(),
    };

    private static JsonObject Result(EmulatedTask task, TaskSnapshot snapshot, string origin) => new()
    {
        ["code"] = snapshot.Failure is { } failure ? Code(failure) : 200,
        ["message"] = snapshot.Failure?.Message ?? "success",
        ["media_urls"] = new JsonArray([.. ResultHost.UrlsOf(task, snapshot, origin).Select(url => JsonValue.Create(url))]),
        ["usage"] = new JsonObject(),
    };

    // The page has one code for a failed generation, and 422 for input that does not pass.
    private static int Code(TaskFailure failure) => failure.Kind == FailureKind.BadInput ? 422 : 501;

    private static string Word(TaskSnapshot snapshot) => snapshot switch
    {
        { IsUnheardOf: true } => "moderating",
        { Phase: TaskPhase.Succeeded } => "success",
        { Phase: TaskPhase.Failed } => "failed",
        { Phase: TaskPhase.Running } => "running",
        _ => "pending",
    };
}
