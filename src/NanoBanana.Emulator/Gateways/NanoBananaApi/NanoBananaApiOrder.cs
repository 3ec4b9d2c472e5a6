using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Images;
using NanoBanana.Emulation.Tasks;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Gateways.NanoBananaApi;

/// <summary>The body of <c>/generate</c>. The spelling of both types is the gateway's own.</summary>
internal static class NanoBananaApiOrder
{
    private const string Edit = "IMAGETOIAMGE";
    private const int MaxImages = 4;

    private static readonly string[] Types = ["TEXTTOIAMGE", Edit];

    public static TaskOrder Read(EmulatorRequest request)
    {
        var json = JsonBody.Read(request) ?? throw new Refusal(400) { Reason = "the body is no JSON object, or its Content-Type is not application/json" };
        var fields = new JsonFields(json, NanoBananaApiErrors.Field);
        var prompt = fields.Text("prompt");
        _ = fields.Text("type");
        var isEdit = fields.OneOf("type", Types) is Edit;
        _ = fields.Text("callBackUrl");
        _ = fields.OptionalText("watermark");
        var images = fields.Images("imageUrls", min: isEdit ? 1 : 0);
        return new TaskOrder
        {
            Provider = Providers.NanoBananaApi,
            Id = Guid.NewGuid().ToString("N"),
            Model = "nano-banana",
            Prompt = prompt,
            Sent = json,
            Request = request,
            Ratio = fields.OneOf("image_size", RatioTable.Ratios, "1:1"),
            Format = "jpeg",
            Count = fields.Integer("numImages", 1, MaxImages, 1),
            Images = isEdit ? images : [],
            Callback = fields.Callback("callBackUrl"),
            Price = _ => InventedPrice.Credits,
        };
    }
}
