using System.Text.Json.Nodes;

namespace NanoBanana.Emulation.Tests.Support.Probes;

internal sealed class PixazoProbe(bool edit = false) : Probe
{
    public const string EditPath = "/nano-banana/v1/nano-banana/generateEditImageRequest";
    public const string TextPath = "/nano-banana/v1/nano-banana/generateTextToImageRequest";

    public override string Provider => "Pixazo";

    public override string SubmitPath => edit ? EditPath : TextPath;

    public override bool SaysErrorsInBody => false;

    public override string RatioField => "aspect_ratio";

    public override JsonObject TextBody(string prompt) => new() { ["prompt"] = prompt };

    public override JsonObject EditBody(string prompt, params string[] images) =>
        new() { ["prompt"] = prompt, ["image_urls"] = Array(images) };

    public override JsonObject InputOf(JsonObject body) => body;

    public override void Authorize(HttpRequestMessage message, string key) => message.Headers.Add("Ocp-Apim-Subscription-Key", key);

    public override string TaskId(JsonNode reply) => reply["request_id"]!.GetValue<string>();

    public override string QueryPath(string id) => "/v2/requests/status/" + id;

    public override bool HasSucceeded(JsonNode reply) => reply["status"]!.GetValue<string>() == "COMPLETED";

    public override bool HasFailed(JsonNode reply) => reply["status"]!.GetValue<string>() is "FAILED" or "ERROR";

    public override IReadOnlyList<string> Urls(JsonNode reply) => Texts(reply["output"]!["media_url"]!);
}
