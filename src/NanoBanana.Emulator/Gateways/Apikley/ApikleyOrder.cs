using System.Text.Json.Nodes;
using NanoBanana.Emulation.Gateways.Kie;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Tasks;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Gateways.Apikley;

/// <summary>The body of Apikley's createTask: the documented edit model, and its text-to-image sibling.</summary>
internal static class ApikleyOrder
{
    private const string EditModel = "google/nano-banana-edit";
    private const string TextModel = "google/nano-banana";
    private const int MaxPrompt = 5000;
    private const int MaxImages = 10;

    public static JsonObject Body(EmulatorRequest request) => JsonBody.Read(request)
        ?? throw new Refusal(422) { Reason = "the body is no JSON object, or its Content-Type is not application/json" };

    public static TaskOrder Read(EmulatorRequest request, DateTimeOffset now)
    {
        var json = Body(request);
        var fields = new JsonFields(json, ApikleyErrors.Field);
        var model = fields.Text("model");
        if (model is not (EditModel or TextModel))
        {
            throw new Refusal(422, "The model name you specified is not supported");
        }

        var input = fields.Object("input");
        return new TaskOrder
        {
            Provider = Providers.Apikley,
            Id = ApikleyTaskId.Next(now),
            Model = model,
            Prompt = input.Text("prompt", MaxPrompt),
            Sent = json,
            Request = request,
            Ratio = KieFields.Ratio(input),
            Format = input.OneOf("output_format", KieFields.Formats, "png"),
            Images = model is EditModel ? input.Images("image_urls", min: 1, MaxImages) : [],
            Callback = fields.Callback("callBackUrl"),
            Price = _ => InventedPrice.Credits,
            RenewsLinksByCall = true,
        };
    }
}
