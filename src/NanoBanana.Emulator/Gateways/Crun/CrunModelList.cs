using System.Text.Json.Nodes;
using NanoBanana.Emulation.Compatibility;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Http;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Gateways.Crun;

/// <summary>Crun's model list and the input schema of each model. The fields of an item are those of its command line's own catalog.</summary>
internal static class CrunModelList
{
    private static readonly string[] Operations = ["image-edit", "text-to-image"];

    public static Reply List(EmulatorRequest request)
    {
        var fits = (!request.Query.TryGetValue("modality", out var modality) || modality is "image")
            && (!request.Query.TryGetValue("operation", out var operation) || operation.IsAnyOf(Operations));
        var models = fits ? CrunModels.All : [];
        return CrunReply.Success(new JsonObject { ["models"] = new JsonArray([.. models.Select(Entry)]) });
    }

    public static Reply Schema(string model) => CrunModels.Find(model) is { } row
        ? CrunReply.Success(new JsonObject { ["model"] = model, ["input_schema"] = InputSchema(row) })
        : throw new Refusal(404, "Model not found");

    private static JsonObject Entry(ModelRow row, int index) => new()
    {
        ["model"] = row.Model,
        ["model_type"] = row.Model,
        ["provider"] = "Google",
        ["modality"] = "image",
        ["operations"] = Texts(Operations),
        ["quality_tier"] = row.Model.Contains("pro") ? "high" : "standard",
        ["speed_tier"] = row.Model.Contains("lite") ? "fast" : "standard",
        ["supports_reference"] = true,
        ["supports_native_audio"] = false,
        ["routing_priority"] = index + 1,
    };

    private static JsonObject InputSchema(ModelRow row)
    {
        var images = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string", ["format"] = "uri" } };
        if (row.RefusesEmptyImages)
        {
            images["minItems"] = 1;
        }

        if (row.MaxImages < int.MaxValue)
        {
            images["maxItems"] = row.MaxImages;
        }

        var properties = new JsonObject
        {
            ["prompt"] = new JsonObject { ["type"] = "string", ["minLength"] = row.MinPrompt, ["maxLength"] = row.MaxPrompt },
            ["img_urls"] = images,
            ["aspect_ratio"] = Choice(row.Ratios, row.DefaultRatio),
        };
        if (row.FormatField is not null)
        {
            properties[row.FormatField] = Choice(row.Formats, row.DefaultFormat);
        }

        if (row.Resolutions.Count > 0)
        {
            properties["resolution"] = Choice(row.Resolutions, "1K");
        }

        foreach (var flag in row.Flags)
        {
            properties[flag] = new JsonObject { ["type"] = "boolean", ["default"] = false };
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = Texts(["prompt"]) };
    }

    private static JsonObject Choice(IEnumerable<string> values, string fallback) =>
        new() { ["type"] = "string", ["enum"] = Texts(values), ["default"] = fallback };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
