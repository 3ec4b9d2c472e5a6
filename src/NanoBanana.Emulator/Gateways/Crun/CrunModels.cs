using System.Text.Json.Nodes;
using NanoBanana.Emulation.Compatibility;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Emulation.Images;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Gateways.Crun;

/// <summary>Crun's model list and the input schema of each model.</summary>
internal static class CrunModels
{
    public const string First = "google/nano-banana";
    public const string SecondChannel = "google/nano-banana-v2";

    private static readonly string[] Operations = ["text-to-image", "image-to-image"];

    public static bool Exists(string model) => model is First or SecondChannel;

    public static Reply List(EmulatorRequest request)
    {
        var fits = (!request.Query.TryGetValue("modality", out var modality) || modality is "image")
            && (!request.Query.TryGetValue("operation", out var operation) || operation.IsAnyOf(Operations));
        var models = fits ? new[] { First, SecondChannel } : [];
        return CrunReply.Success(new JsonObject { ["models"] = new JsonArray([.. models.Select(Entry)]) });
    }

    public static Reply Schema(string model) => Exists(model)
        ? CrunReply.Success(new JsonObject { ["model"] = model, ["input_schema"] = InputSchema(model) })
        : throw new Refusal(404, "Model not found");

    private static JsonObject Entry(string model) => new()
    {
        ["model"] = model,
        ["provider"] = "Google",
        ["modality"] = "image",
        ["operations"] = Texts(Operations),
    };

    private static JsonObject InputSchema(string model)
    {
        var properties = new JsonObject
        {
            ["prompt"] = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = CrunOrder.MaxPrompt },
            ["img_urls"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "string", ["format"] = "uri" },
                ["maxItems"] = CrunOrder.MaxImages,
            },
            ["aspect_ratio"] = Choice(RatioTable.RatiosAndAuto, "1:1"),
        };
        if (model is First)
        {
            properties["output_format"] = Choice(CrunOrder.Formats, "png");
            properties["resolution"] = Choice(CrunOrder.Resolutions, "1K");
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = Texts(["prompt"]) };
    }

    private static JsonObject Choice(IEnumerable<string> values, string fallback) =>
        new() { ["type"] = "string", ["enum"] = Texts(values), ["default"] = fallback };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
