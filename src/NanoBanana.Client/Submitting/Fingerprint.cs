using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Submitting;

/// <summary>
/// What version 0.1.0 recorded in place of the work key: a hash over the request as it was sent, with the defaults filled in. With it,
/// <c>-Resume</c> finds the tasks that were imported from its journal. It never changes.
/// </summary>
internal static class Fingerprint
{
    /// <summary>The fingerprint of a request.</summary>
    /// <returns>SHA-256 in lower-case hexadecimal; null for a request that version 0.1.0 could not make.</returns>
    public static string? Of(PreparedRequest prepared)
    {
        var request = prepared.Request;
        if (prepared.Providers is { Count: > 1 } || request.References.Count > 0 || request.WebSearch || request.Economy || request.Take is not null || request.Variant is not null)
        {
            return null;
        }

        var work = new JsonObject
        {
            ["provider"] = prepared.Model.Provider,
            ["model"] = prepared.Model.Model,
            ["operation"] = prepared.Model.Operation,
            ["prompt"] = request.Prompt,
            ["sources"] = new JsonArray([.. request.Sources.Select((source, index) => (JsonNode?)JsonValue.Create(prepared.Files[index]?.Sha256 ?? SignedUrl.WithoutSignature(new Uri(source))))]),
            ["ratio"] = prepared.Sent.AspectRatio,
            ["format"] = prepared.Sent.OutputFormat,
            ["resolution"] = prepared.Sent.Resolution,
            ["count"] = prepared.Sent.Count ?? 1,
            ["watermark"] = request.Watermark,
            ["safety"] = !request.DisableSafetyCheck,
            ["options"] = PlainValue.ToJsonObject(request.Options),
        };
        using var hash = SHA256.Create();
        return Hex.Encode(hash.ComputeHash(Encoding.UTF8.GetBytes(work.ToJsonString())));
    }
}
