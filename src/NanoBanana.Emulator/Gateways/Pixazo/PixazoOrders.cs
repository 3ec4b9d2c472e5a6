using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Images;
using NanoBanana.Emulation.Inputs;
using NanoBanana.Emulation.Tasks;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Gateways.Pixazo;

/// <summary>Pixazo's three submit bodies.</summary>
internal static class PixazoOrders
{
    // The pages state no maximum; this one only keeps a typo from filling the memory.
    private const int MaxImages = 100;
    private const int MaxBatchImages = 10;
    private const int MaxBatchInputs = 3;

    private static readonly string[] EditFormats = ["jpeg", "png"];
    private static readonly string[] GenerateFormats = ["jpeg", "png", "webp"];

    public static JsonFields Fields(EmulatorRequest request) => new(
        JsonBody.Read(request) ?? throw new Refusal(400) { Reason = "the body is no JSON object, or its Content-Type is not application/json" },
        PixazoErrors.Field);

    /// <summary>generateEditImageRequest: it has no ratio, the result follows the first image.</summary>
    public static TaskOrder Edit(EmulatorRequest request)
    {
        var fields = Fields(request);
        return Order(request, fields, "auto", fields.OneOf("output_format", EditFormats, "jpeg"), MaxImages, fields.Images("image_urls", min: 1));
    }

    /// <summary>generateTextToImageRequest.</summary>
    public static TaskOrder Generate(EmulatorRequest request)
    {
        var fields = Fields(request);
        _ = fields.Flag("limit_generations");
        var ratio = fields.OneOf("aspect_ratio", RatioTable.Ratios, "1:1");
        return Order(request, fields, ratio, fields.OneOf("output_format", GenerateFormats, "jpeg"), MaxImages, []);
    }

    /// <summary>The asynchronous image-to-image operation with its batch price.</summary>
    public static TaskOrder BatchEdit(EmulatorRequest request)
    {
        var fields = Fields(request);
        _ = fields.Flag("enable_web_search");
        var price = fields.OneOf("resolution", ["1K", "2K"], "1K") is "2K" ? 0.05m : 0.03m;
        var format = fields.OneOf("output_format", GenerateFormats, "jpeg");
        return Order(request, fields, "auto", format, MaxBatchImages, fields.Images("image_urls", min: 1, MaxBatchInputs), price);
    }

    private static TaskOrder Order(
        EmulatorRequest request, JsonFields fields, string ratio, string format, int maxImages, IReadOnlyList<Uri> images, decimal? price = null) => new()
    {
        Provider = Providers.Pixazo,
        Id = "nano-banana_" + Guid.NewGuid().ToString("D"),
        Model = "nano-banana",
        Prompt = fields.Text("prompt"),
        Sent = fields.Json,
        Request = request,
        Ratio = ratio,
        Format = format is "jpeg" ? "jpeg" : "png",
        Count = fields.Integer("num_images", 1, maxImages, 1),
        Images = images,
        Inline = fields.Flag("sync_mode"),
        Callback = Webhook(request) ?? fields.Callback("webhook"),
        WantsAllEvents = fields.OptionalTexts("webhook_events_filter").Contains("*", StringComparer.Ordinal),
        Price = size => price ?? RatioTable.Row(size).Usd,
        Unit = "USD",
    };

    private static Uri? Webhook(EmulatorRequest request)
    {
        var header = request.Headers["X-Webhook-URL"];
        return string.IsNullOrWhiteSpace(header) ? null
            : Uri.TryCreate(header, UriKind.Absolute, out var uri) && Loopback.IsWeb(uri) ? uri
            : throw PixazoErrors.Field("X-Webhook-URL", FieldProblem.NotAllowed, "should be an http or https URL");
    }
}
