using System.Text.Json.Nodes;
using NanoBanana.Emulation.Gateways.Kie;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Tasks;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Gateways.AigptImage;

/// <summary>The body of AIGPTImage's createTask: two models, one for text and one for images.</summary>
internal static class AigptImageOrder
{
    private const string TextModel = "nano-banana-text-to-image";
    private const string ImageModel = "nano-banana-image-to-image";
    private const int MaxPrompt = 20000;
    private const int MaxImages = 10;

    public static JsonObject Body(EmulatorRequest request) => JsonBody.Read(request)
        ?? throw new Refusal(400) { Reason = "the body is no JSON object, or its Content-Type is not application/json" };

    public static TaskOrder Read(EmulatorRequest request, JsonObject json)
    {
        var fields = new JsonFields(json, AigptImageErrors.Field);
        var model = fields.Text("model");
        if (model is not (TextModel or ImageModel))
        {
            throw new Refusal(422, "model is not supported");
        }

        var input = fields.Object("input");
        _ = input.Flag("nsfw_checker", fallback: true);
        return new TaskOrder
        {
            Provider = Providers.AigptImage,
            Id = "task_" + Guid.NewGuid().ToString("N"),
            Model = model,
            Prompt = input.Text("prompt", MaxPrompt),
            Sent = json,
            Request = request,
            Ratio = KieFields.Ratio(input),
            Format = input.OneOf("output_format", KieFields.Formats, "png"),
            Images = model is ImageModel ? input.Images("image_urls", min: 1, MaxImages) : [],
            Price = _ => InventedPrice.Credits,
        };
    }
}
