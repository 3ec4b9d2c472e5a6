using System.Text.Json.Nodes;

namespace NanoBanana.Emulation.Tests.Support.Probes;

internal sealed class AigptImageProbe : Probe
{
    public override string Provider => "AigptImage";

    public override string SubmitPath => "/api/v1/jobs/createTask";

    public override bool SaysErrorsInBody => false;

    public override string RatioField => "image_size";

    public override JsonObject TextBody(string prompt) =>
        new() { ["model"] = "nano-banana-text-to-image", ["input"] = new JsonObject { ["prompt"] = prompt } };

    public override JsonObject EditBody(string prompt, params string[] images) =>
        new() { ["model"] = "nano-banana-image-to-image", ["input"] = new JsonObject { ["prompt"] = prompt, ["image_urls"] = Array(images) } };

    public override string QueryPath(string id) => "/api/v1/jobs/recordInfo?taskId=" + id;
}
