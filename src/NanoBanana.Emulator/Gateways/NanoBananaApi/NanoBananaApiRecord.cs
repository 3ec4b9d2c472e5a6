using System.Globalization;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Files;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Tasks;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Gateways.NanoBananaApi;

/// <summary>A task as <c>record-info</c> and the callback of <c>/generate</c> tell it.</summary>
internal static class NanoBananaApiRecord
{
    private const int Generating = 0, Success = 1, CreateTaskFailed = 2, GenerateFailed = 3, Unheard = 7;

    public static JsonObject For(EmulatedTask task, TaskSnapshot snapshot, string origin) => new()
    {
        ["taskId"] = task.Id,
        ["paramJson"] = JsonReply.ToText(task.Order.Sent),
        ["completeTime"] = snapshot.EndedAt is { } end ? Local(end) : "",
        ["response"] = snapshot.Phase == TaskPhase.Succeeded ? Images(task, snapshot, origin, withOrigin: true) : null,
        ["successFlag"] = Flag(snapshot),
        ["errorCode"] = snapshot.Failure is { } failure ? Code(failure) : 0,
        ["errorMessage"] = snapshot.Failure?.Message ?? "",
        ["createTime"] = Local(task.AcceptedAt),
    };

    public static JsonObject Callback(EmulatedTask task, TaskSnapshot snapshot, string origin) => new()
    {
        ["code"] = snapshot.Failure is { } failure ? Code(failure) : 200,
        ["msg"] = snapshot.Failure?.Message ?? "Image generated successfully.",
        ["data"] = new JsonObject
        {
            ["taskId"] = task.Id,
            ["info"] = snapshot.Failure is null ? Images(task, snapshot, origin, withOrigin: false) : null,
        },
    };

    // How images 2 to 4 arrive is on no page; careful clients look for this array beside the one documented URL.
    private static JsonObject Images(EmulatedTask task, TaskSnapshot snapshot, string origin, bool withOrigin)
    {
        var urls = ResultHost.UrlsOf(task, snapshot, origin);
        var images = new JsonObject();
        if (withOrigin)
        {
            images["originImageUrl"] = urls.Count > 0 ? urls[0] + (urls[0].Contains('?') ? "&" : "?") + "origin" : null;
        }

        images["resultImageUrl"] = urls.Count > 0 ? urls[0] : null;
        if (urls.Count > 1)
        {
            images["resultImageUrls"] = new JsonArray([.. urls.Select(url => JsonValue.Create(url))]);
        }

        return images;
    }

    private static int Flag(TaskSnapshot snapshot) => snapshot switch
    {
        { IsUnheardOf: true } => Unheard,
        { Phase: TaskPhase.Succeeded } => Success,
        { Failure.Kind: FailureKind.BadInput } => CreateTaskFailed,
        { Phase: TaskPhase.Failed } => GenerateFailed,
        _ => Generating,
    };

    // The callback page's codes: 400 content policy, 500 internal, 501 generation failed.
    private static int Code(TaskFailure failure) => failure.Kind switch
    {
        FailureKind.ContentRefused => 400,
        FailureKind.GenerationFailed => 501,
        _ => 500,
    };

    private static string Local(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
