namespace NanoBanana.Client.Gateways.Pixazo;

/// <summary>
/// Pixazo's addresses (https://www.pixazo.ai/models/nano-banana, github.com/Pixazo-AI/skills): one is one model, operation and lane, of
/// the form <c>/{api}/v1/{operation}</c>. Older spellings of nano-banana-2's are their own models here, named after their last part.
/// </summary>
internal static class PixazoRoutes
{
    /// <summary>The dialect of early 2026.</summary>
    public const string Earliest = "generate";

    /// <summary>Where the newer replies are asked for.</summary>
    public const string Status = "/v2/requests/status/";

    private const string First = "nano-banana";
    private const string Operation = "operations";
    private const string Async = "async";
    private const string Request = "request";

    /// <summary>The newest first.</summary>
    public static IReadOnlyList<string> Dialects { get; } = [Operation, First, Async, Request, Earliest];

    /// <summary>Where a request goes.</summary>
    public static string Of(ModelCapabilities model, bool isEdit)
    {
        var api = Uri.EscapeDataString(Api(model.Model));
        return model.Dialect switch
        {
            First => $"/{api}/v1/{api}/" + (isEdit ? "generateEditImageRequest" : "generateTextToImageRequest"),
            Async => $"/{api}-async/v1/{api}-" + (isEdit ? "image-to-image" : "text-to-image"),
            Request => $"/{api}/v1/{api}-request",
            Earliest => $"/{api}/v1/{api}/generate",
            _ when model.Economy => $"/{api}/v1/" + (isEdit ? "image-to-image-batch" : "text-to-image-batch"),
            _ => $"/{api}/v1/" + (isEdit ? "image-to-image/editing" : "text-to-image"),
        };
    }

    /// <summary>Where a task without a polling URL is asked for by POST, and the field of its id; null if the newer address serves it.</summary>
    public static (string Path, string Field)? OldStatus(TaskHandle task) => task.Model switch
    {
        { } model when model.EndsWith("-" + Request, StringComparison.OrdinalIgnoreCase) => ($"/{Api(model)}/v1/{Api(model)}-request-result", "request_id"),
        { } model when model.EndsWith("-" + Earliest, StringComparison.OrdinalIgnoreCase) => ($"/{Api(model)}/v1/{Api(model)}/prediction", "prediction_id"),
        _ when task.Id.StartsWith("nano-banana", StringComparison.Ordinal) => null,
        _ => ("/nano-banana-polling/nano-banana/getStatus", "requestId"),
    };

    private static string Api(string model) => Without(Without(model, "-" + Request), "-" + Earliest);

    private static string Without(string text, string ending) =>
        text.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? text.Substring(0, text.Length - ending.Length) : text;
}
