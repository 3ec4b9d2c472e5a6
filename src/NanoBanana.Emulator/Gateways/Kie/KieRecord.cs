using System.Text.Json.Nodes;
using NanoBanana.Emulation.Files;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Gateways.Kie;

/// <summary>What Apikley and AIGPTImage share, both speaking the protocol of kie.ai: states, failure codes, JSON inside text.</summary>
internal static class KieRecord
{
    public static string State(TaskSnapshot snapshot) => snapshot switch
    {
        { IsUnheardOf: true } => "moderating",
        { Phase: TaskPhase.Waiting } => "waiting",
        { Phase: TaskPhase.Queued } => "queuing",
        { Phase: TaskPhase.Running } => "generating",
        { Phase: TaskPhase.Succeeded } => "success",
        _ => "fail",
    };

    public static string FailCode(TaskFailure failure) => failure.Kind switch
    {
        FailureKind.ContentRefused => "400",
        FailureKind.BadInput => "422",
        _ => "500",
    };

    /// <summary>The result URLs as JSON text, which is how the protocol carries them.</summary>
    public static string ResultJson(EmulatedTask task, TaskSnapshot snapshot, string origin) => JsonReply.ToText(new JsonObject
    {
        ["resultUrls"] = new JsonArray([.. ResultHost.UrlsOf(task, snapshot, origin).Select(url => JsonValue.Create(url))]),
    });

    /// <summary>The request as JSON text.</summary>
    public static string Param(EmulatedTask task) => JsonReply.ToText(task.Order.Sent);

    /// <summary>As in all recorded replies: the input is JSON text within the JSON text.</summary>
    public static string LiveParam(EmulatedTask task)
    {
        var param = new JsonObject { ["input"] = JsonReply.ToText(task.Order.Sent["input"]!), ["model"] = task.Order.Model };
        if (task.Order.Callback is { } callback)
        {
            param["callBackUrl"] = callback.OriginalString;
        }

        return JsonReply.ToText(param);
    }

    public static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
