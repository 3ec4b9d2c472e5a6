using System.Text.Json.Nodes;

namespace NanoBanana.Emulation.Tests.Support.Probes;

internal sealed class ApikleyProbe : Probe
{
    public override string Provider => "Apikley";

    public override string SubmitPath => "/api/v1/jobs/createTask";

    public override bool SaysErrorsInBody => true;

    public override string RatioField => "image_size";

    public override JsonObject TextBody(string prompt) =>
        new() { ["model"] = "google/nano-banana", ["input"] = new JsonObject { ["prompt"] = prompt } };

    public override JsonObject EditBody(string prompt, params string[] images) =>
        new() { ["model"] = "google/nano-banana-edit", ["input"] = new JsonObject { ["prompt"] = prompt, ["image_urls"] = Array(images) } };

    public override string QueryPath(string id) => "/api/v1/jobs/recordInfo?taskId=" + id;
}
