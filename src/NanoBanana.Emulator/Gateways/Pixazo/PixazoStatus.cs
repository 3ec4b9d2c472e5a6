using System.Globalization;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Files;
using NanoBanana.Emulation.Images;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Gateways.Pixazo;

/// <summary>A Pixazo task's status: the documented new shape, and the most likely old one (its page shows none).</summary>
internal static class PixazoStatus
{
    public static JsonObject New(EmulatedTask task, TaskSnapshot snapshot, string origin)
    {
        var images = Urls(task, snapshot, origin);
        return new JsonObject
        {
            ["request_id"] = task.Id,
            ["status"] = Word(snapshot, "QUEUED", "PROCESSING"),
            ["model_id"] = task.Order.Model,
            ["error"] = snapshot.Failure?.Message,
            ["output"] = snapshot.Phase != TaskPhase.Succeeded ? null : new JsonObject
            {
                ["media_url"] = new JsonArray([.. images.Select(url => JsonValue.Create(url))]),
                ["media_type"] = "application/octet-stream",
            },
            ["created_at"] = Iso(task.AcceptedAt),
            ["updated_at"] = Iso(snapshot.ChangedAt),
            ["completed_at"] = snapshot.EndedAt is { } end ? Iso(end) : null,
        };
    }

    /// <summary>As the vendor's older Pro endpoints answer: <c>images[].url</c> and queue words.</summary>
    public static JsonObject Old(EmulatedTask task, TaskSnapshot snapshot, string origin)
    {
        var size = task.Order.Size(snapshot.Ratio);
        var status = new JsonObject { ["status"] = Word(snapshot, "IN_QUEUE", "IN_PROGRESS"), ["request_id"] = task.Id };
        if (snapshot.Failure is not null)
        {
            status["error"] = snapshot.Failure.Message;
        }
        else if (snapshot.Phase == TaskPhase.Succeeded)
        {
            status["images"] = new JsonArray([.. Urls(task, snapshot, origin).Select(url => new JsonObject
            {
                ["url"] = url,
                ["width"] = size.Width,
                ["height"] = size.Height,
                ["content_type"] = "image/" + task.Order.Format,
            })]);
        }

        return status;
    }

    /// <summary>As the replicate-like route of early 2026 answers.</summary>
    public static JsonObject Prediction(EmulatedTask task, TaskSnapshot snapshot, string origin) => new()
    {
        ["image"] = Urls(task, snapshot, origin).FirstOrDefault(),
        ["success"] = snapshot.Failure is null,
        ["request_id"] = task.Id,
        ["status"] = snapshot switch
        {
            { IsUnheardOf: true } => "moderating",
            { Phase: TaskPhase.Succeeded } => "succeeded",
            { Phase: TaskPhase.Failed } => "failed",
            { Phase: TaskPhase.Running } => "processing",
            _ => "starting",
        },
        ["error"] = snapshot.Failure?.Message,
    };

    private static IReadOnlyList<string> Urls(EmulatedTask task, TaskSnapshot snapshot, string origin) =>
        task.Order.Inline && snapshot.HasImages
            ? [.. Enumerable.Range(0, task.Order.Count).Select(index => ResultImages.Make(task, snapshot.Ratio, index).ToDataUri())]
            : ResultHost.UrlsOf(task, snapshot, origin);

    private static string Word(TaskSnapshot snapshot, string queued, string running) => snapshot switch
    {
        { IsUnheardOf: true } => "MODERATING",
        { Phase: TaskPhase.Succeeded } => "COMPLETED",

        // ERROR is the page's word for a fault of the system, FAILED for one of the task.
        { Failure.Kind: FailureKind.GenerationFailed } => "ERROR",
        { Phase: TaskPhase.Failed } => "FAILED",
        { Phase: TaskPhase.Running } => running,
        _ => queued,
    };

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
