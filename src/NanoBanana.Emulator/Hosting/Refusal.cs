using System.Text.Json.Nodes;

namespace NanoBanana.Emulation.Hosting;

/// <summary>
/// The gateway refuses a request. Thrown anywhere below the pipeline, which lets the service write it in its own words and envelope.
/// </summary>
/// <param name="code">The gateway's code: an HTTP status or the code of its envelope.</param>
/// <param name="message">Null takes the gateway's documented text for the code.</param>
internal sealed class Refusal(int code, string? message = null) : Exception(message ?? $"Refused with {code}.")
{
    public int Code { get; } = code;

    public string? Text { get; } = message;

    /// <summary>Crun's list of validation errors.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>A body under the envelope's <c>data</c>, such as AIGPTImage's rate-limit numbers.</summary>
    public JsonObject? Extra { get; init; }

    /// <summary>What was wrong in plain words, for the header <c>X-Emulator-Reason</c>: documented bodies are often silent about it.</summary>
    public string? Reason { get; init; }
}
