using System.Text.Json.Nodes;

namespace NanoBanana.Emulation.Tests.Support;

/// <summary>How a plain client of one gateway talks. Written from the gateway's page, shares nothing with the emulator.</summary>
internal abstract class Probe
{
    public abstract string Provider { get; }

    public abstract string SubmitPath { get; }

    /// <summary>True when errors are carried by HTTP 200 and a code in the body.</summary>
    public abstract bool SaysErrorsInBody { get; }

    public abstract string RatioField { get; }

    public abstract JsonObject TextBody(string prompt);

    public abstract JsonObject EditBody(string prompt, params string[] images);

    /// <summary>The object that holds prompt, ratio and format.</summary>
    public virtual JsonObject InputOf(JsonObject body) => body["input"]!.AsObject();

    public virtual void Authorize(HttpRequestMessage message, string key) => message.Headers.Add("Authorization", "Bearer " + key);

    public virtual string TaskId(JsonNode reply) => reply["data"]!["taskId"]!.GetValue<string>();

    public abstract string QueryPath(string id);

    public virtual bool HasSucceeded(JsonNode reply) => reply["data"]!["state"]!.GetValue<string>() == "success";

    public virtual bool HasFailed(JsonNode reply) => reply["data"]!["state"]!.GetValue<string>() == "fail";

    public virtual IReadOnlyList<string> Urls(JsonNode reply) =>
        Texts(JsonNode.Parse(reply["data"]!["resultJson"]!.GetValue<string>())!["resultUrls"]!);

    public sealed override string ToString() => Provider;

    protected static IReadOnlyList<string> Texts(JsonNode array) => [.. array.AsArray().Select(node => node!.GetValue<string>())];

    protected static JsonArray Array(string[] texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
