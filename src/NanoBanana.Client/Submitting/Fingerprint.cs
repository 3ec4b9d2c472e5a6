using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Submitting;

/// <summary>The same work has the same fingerprint, wherever its files lie and whatever signature its URLs carry today.</summary>
internal static class Fingerprint
{
    public static string Of(PreparedRequest request)
    {
        var work = new JsonObject
        {
            ["provider"] = request.Model.Provider,
            ["model"] = request.Model.Model,
            ["operation"] = request.Model.Operation,
            ["prompt"] = request.Request.Prompt,
            ["sources"] = new JsonArray([.. request.Request.Sources.Select((source, index) => (JsonNode?)JsonValue.Create(Content(source, request, index)))]),
            ["ratio"] = request.AspectRatio,
            ["format"] = request.OutputFormat,
            ["resolution"] = request.Resolution,
            ["count"] = request.Count ?? 1,
            ["watermark"] = request.Request.Watermark,
            ["safety"] = !request.Request.DisableSafetyCheck,
            ["options"] = new JsonObject(request.Request.Options.OrderBy(option => option.Key, StringComparer.Ordinal).Select(option => new KeyValuePair<string, JsonNode?>(option.Key, option.Value?.DeepClone()))),
        };
        using var hash = SHA256.Create();
        return Hex.Encode(hash.ComputeHash(Encoding.UTF8.GetBytes(work.ToJsonString())));
    }

    private static string Content(SourceImage source, PreparedRequest request, int index) =>
        request.Files[index] is { } file ? file.Sha256 : SignedUrl.WithoutSignature(source.Url!);
}
