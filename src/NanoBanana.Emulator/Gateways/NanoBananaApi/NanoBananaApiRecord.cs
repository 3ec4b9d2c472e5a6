using System.Globalization;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Files;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Gateways.NanoBananaApi;

/// <summary>A task as <c>record-info</c> and the callbacks report it.</summary>
/// <param name="isLive">In the shape of the one reply of the live service that was recorded (2026-01-06).</param>
internal sealed class NanoBananaApiRecord(bool isLive)
{
    private const int Generating = 0, Success = 1, CreateTaskFailed = 2, GenerateFailed = 3, Unheard = 7;

    // What the live reply's times must be, by the time in the name of its result.
    private static readonly TimeSpan LiveOffset = TimeSpan.FromHours(8);

    public JsonObject For(EmulatedTask task, TaskSnapshot snapshot, string origin) => new()
    {
        ["taskId"] = task.Id,
        ["paramJson"] = Param(task.Order.Sent),
        ["completeTime"] = snapshot.EndedAt is { } end ? Local(end) : Nothing(),
        ["response"] = snapshot.Phase == TaskPhase.Succeeded ? Images(task, snapshot, origin, withOrigin: true) : null,
        ["successFlag"] = Flag(snapshot),
        ["errorCode"] = snapshot.Failure is { } failure ? Code(failure) : isLive ? null : 0,
        ["errorMessage"] = snapshot.Failure?.Message ?? Nothing(),
        ["operationType"] = OperationType(task.Order),
        ["createTime"] = Local(task.AcceptedAt),
    };

    public JsonObject Callback(EmulatedTask task, TaskSnapshot snapshot, string origin) => IsFirst(task.Order)
        ? new JsonObject
        {
            ["code"] = snapshot.Failure is { } failure ? Code(failure) : 200,
            ["msg"] = snapshot.Failure?.Message ?? "Image generated successfully.",
            ["data"] = new JsonObject
            {
                ["taskId"] = task.Id,
                ["info"] = snapshot.Failure is null ? Images(task, snapshot, origin, withOrigin: false) : null,
            },
        }
        : new JsonObject
        {
            // generate-2's page: the code is usually 200, also for a failure; the record says what became of the task.
            ["code"] = 200,
            ["msg"] = "success",
            ["data"] = For(task, snapshot, origin),
        };

    private static bool IsFirst(TaskOrder order) => order.Row.Pixels == NanoBanana.Emulation.Images.PixelTable.First;

    private static string OperationType(TaskOrder order) => IsFirst(order)
        ? "nanobanana_" + order.Sent["type"]!.GetValue<string>()
        : $"{order.Model}_{order.Input.Resolution.ToLowerInvariant()}";

    // Seen live: JSON text in alphabetical order, without the callback's address.
    private static string Param(JsonObject sent)
    {
        var param = new JsonObject();
        foreach (var field in sent.Where(field => field.Key is not "callBackUrl").OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            param[field.Key] = field.Value?.DeepClone();
        }

        return JsonReply.ToText(param);
    }

    // How images 2 to 4 arrive is on no page; careful clients look for this array next to the one documented URL.
    private JsonObject Images(EmulatedTask task, TaskSnapshot snapshot, string origin, bool withOrigin)
    {
        var urls = ResultHost.UrlsOf(task, snapshot, origin);
        var images = new JsonObject();
        if (withOrigin)
        {
            images["originImageUrl"] = urls.Count > 0 && !isLive ? urls[0] + (urls[0].Contains('?') ? "&" : "?") + "origin" : null;
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

    private string? Nothing() => isLive ? null : "";

    private string Local(DateTimeOffset time) =>
        time.ToOffset(isLive ? LiveOffset : TimeSpan.Zero).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
