using System.Text.Json.Nodes;

namespace NanoBanana.Emulation.Tests.Support.Probes;

internal sealed class CrunProbe : Probe
{
    public override string Provider => "Crun";

    public override string SubmitPath => "/api/v1/client/job/CreateTask";

    public override bool SaysErrorsInBody => false;

    public override string RatioField => "aspect_ratio";

    public override JsonObject TextBody(string prompt) =>
        new() { ["model"] = "google/nano-banana", ["input"] = new JsonObject { ["prompt"] = prompt } };

    public override JsonObject EditBody(string prompt, params string[] images) =>
        new() { ["model"] = "google/nano-banana", ["input"] = new JsonObject { ["prompt"] = prompt, ["img_urls"] = Array(images) } };

    public override void Authorize(HttpRequestMessage message, string key) => message.Headers.Add("x-api-key", key);

    public override string TaskId(JsonNode reply) => reply["data"]!["task_id"]!.GetValue<string>();

    public override string QueryPath(string id) => "/api/v1/client/job/TaskInfo?task_id=" + id;

    public override bool HasSucceeded(JsonNode reply) => reply["data"]!["status"]!.GetValue<string>() == "success";

    public override bool HasFailed(JsonNode reply) => reply["data"]!["status"]!.GetValue<string>() == "failed";

    public override IReadOnlyList<string> Urls(JsonNode reply) => Texts(reply["data"]!["result"]!["media_urls"]!);
}
