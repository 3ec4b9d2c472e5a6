using System.Text.Json.Nodes;

namespace NanoBanana.Emulation.Tests.Support.Probes;

internal sealed class NanoBananaApiProbe : Probe
{
    public override string Provider => "NanoBananaApi";

    public override string SubmitPath => "/api/v1/nanobanana/generate";

    public override bool SaysErrorsInBody => true;

    public override string RatioField => "image_size";

    public override JsonObject TextBody(string prompt) =>
        new() { ["prompt"] = prompt, ["type"] = "TEXTTOIAMGE", ["callBackUrl"] = "https://example.com/callback" };

    public override JsonObject EditBody(string prompt, params string[] images) => new()
    {
        ["prompt"] = prompt,
        ["type"] = "IMAGETOIAMGE",
        ["callBackUrl"] = "https://example.com/callback",
        ["imageUrls"] = Array(images),
    };

    public override JsonObject InputOf(JsonObject body) => body;

    public override string QueryPath(string id) => "/api/v1/nanobanana/record-info?taskId=" + id;

    public override bool HasSucceeded(JsonNode reply) => reply["data"]!["successFlag"]!.GetValue<int>() == 1;

    public override bool HasFailed(JsonNode reply) => reply["data"]!["successFlag"]!.GetValue<int>() is 2 or 3;

    public override IReadOnlyList<string> Urls(JsonNode reply)
    {
        var response = reply["data"]!["response"]!;
        return response["resultImageUrls"] is { } all ? Texts(all)
            : response["resultImageUrl"] is { } one ? [one.GetValue<string>()]
            : [];
    }
}
