using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Images;
using NanoBanana.Emulation.Tasks;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Gateways.Crun;

/// <summary>The body of CreateTask and of both estimates. One model serves text and edit: images make it an edit.</summary>
internal static class CrunOrder
{
    public const int MaxPrompt = 20000;
    public const int MaxImages = 8;

    public static readonly string[] Formats = ["png", "jpg"];
    public static readonly string[] Resolutions = ["1K", "2K", "4K"];

    public static TaskOrder Read(EmulatorRequest request)
    {
        var json = JsonBody.Read(request) ?? throw CrunReply.Invalid("body: Input should be a JSON object, sent as application/json");
        var model = new JsonFields(json, (name, problem, detail) => CrunReply.Field("?", name, problem, detail)).Text("model");
        if (!CrunModels.Exists(model))
        {
            throw CrunReply.Invalid($"Value error, model {model} is not supported");
        }

        var fields = new JsonFields(json, (name, problem, detail) => CrunReply.Field(model, name, problem, detail));
        var input = fields.Object("input");
        var isSecondChannel = model is CrunModels.SecondChannel;
        if (!isSecondChannel)
        {
            _ = input.OneOf("resolution", Resolutions);
        }

        return new TaskOrder
        {
            Provider = Providers.Crun,
            Id = Guid.NewGuid().ToString("D"),
            Model = model,
            Prompt = input.Text("prompt", MaxPrompt),
            Sent = json,
            Request = request,
            Ratio = input.OneOf("aspect_ratio", RatioTable.RatiosAndAuto, "1:1"),

            // The page: "output_format is not supported and may be ignored" by the second channel.
            Format = !isSecondChannel && input.OneOf("output_format", Formats) is "jpg" ? "jpeg" : "png",
            Images = input.Images("img_urls", min: 0, MaxImages),
            Callback = fields.Callback("callback_url"),
            Price = _ => InventedPrice.Credits,
        };
    }
}
