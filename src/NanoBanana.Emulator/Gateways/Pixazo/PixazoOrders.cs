using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Inputs;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Gateways.Pixazo;

/// <summary>Pixazo's submit bodies.</summary>
internal static class PixazoOrders
{
    public static JsonFields Fields(EmulatorRequest request) => new(
        JsonBody.Read(request) ?? throw new Refusal(400) { Reason = "the body is no JSON object, or its Content-Type is not application/json" },
        PixazoErrors.Field);

    public static TaskOrder Read(EmulatorRequest request, ModelRow row)
    {
        var fields = Fields(request);
        var input = row.Read(fields);
        return new TaskOrder
        {
            Provider = Providers.Pixazo,
            Id = row.Model + "_" + Guid.NewGuid().ToString("D"),
            Row = row,
            Input = input.Ratio is "match_input_image" ? input with { Ratio = "auto" } : input,
            Sent = fields.Json,
            Request = request,
            Inline = fields.Flag("sync_mode"),
            Callback = Webhook(request) ?? fields.Callback("webhook"),
            WantsAllEvents = fields.OptionalTexts("webhook_events_filter").Contains("*", StringComparer.Ordinal),
        };
    }

    private static Uri? Webhook(EmulatorRequest request)
    {
        var header = request.Headers["X-Webhook-URL"];
        return string.IsNullOrWhiteSpace(header) ? null
            : Uri.TryCreate(header, UriKind.Absolute, out var uri) && Loopback.IsWeb(uri) ? uri
            : throw PixazoErrors.Field("X-Webhook-URL", FieldProblem.NotAllowed, "should be an http or https URL");
    }
}
