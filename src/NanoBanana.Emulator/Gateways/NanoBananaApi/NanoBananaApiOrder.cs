using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Gateways.NanoBananaApi;

/// <summary>The bodies of the three submits. The spelling of both types is the gateway's own.</summary>
internal static class NanoBananaApiOrder
{
    private const string Edit = "IMAGETOIAMGE";

    private static readonly string[] Types = ["TEXTTOIAMGE", Edit];

    /// <summary>The body of <c>/generate</c>, which says its type and must name a callback.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isLive">The result is PNG, as in the recorded reply; the page's example ends in .jpg.</param>
    public static TaskOrder First(EmulatorRequest request, bool isLive)
    {
        var fields = Fields(request);
        _ = fields.Text("prompt");
        _ = fields.Text("type");
        var isEdit = fields.OneOf("type", Types) is Edit;
        _ = fields.Text("callBackUrl");

        // The images of a text to image are checked, and not used.
        _ = fields.Images("imageUrls", min: 0);
        return Order(request, fields, (isEdit ? NanoBananaApiModels.FirstEdit : NanoBananaApiModels.First) with { DefaultFormat = isLive ? "png" : "jpeg" });
    }

    /// <summary>The body of <c>/generate-2</c> and <c>/generate-pro</c>.</summary>
    public static TaskOrder Newer(EmulatorRequest request, ModelRow row) => Order(request, Fields(request), row);

    private static JsonFields Fields(EmulatorRequest request) => new(
        JsonBody.Read(request) ?? throw new Refusal(400) { Reason = "the body is no JSON object, or its Content-Type is not application/json" },
        NanoBananaApiErrors.Field);

    private static TaskOrder Order(EmulatorRequest request, JsonFields fields, ModelRow row) => new()
    {
        Provider = Providers.NanoBananaApi,
        Id = Guid.NewGuid().ToString("N"),
        Row = row,
        Input = row.Read(fields),
        Sent = fields.Json,
        Request = request,
        Callback = fields.Callback("callBackUrl"),
    };
}
