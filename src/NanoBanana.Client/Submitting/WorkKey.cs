using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Submitting;

/// <summary>
/// Names a piece of work: what was asked for has the same key wherever its files lie, whatever signature its URLs carry today, and
/// whatever the defaults are. What only says how the result is delivered or found again (profile, tag, callback) is not in it.
/// </summary>
internal static class WorkKey
{
    private const int Form = 1;

    /// <summary>The work is a gateway's, and not an emulator's.</summary>
    private const string Real = "real";

    /// <summary>The key of a request.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="images">The <see cref="Content"/> of each source, in order.</param>
    /// <param name="references">The <see cref="Content"/> of each reference, in order.</param>
    /// <param name="providers">The providers that were asked for.</param>
    /// <param name="instance">See <see cref="InstanceOf"/>.</param>
    /// <returns>SHA-256 in lower-case hexadecimal.</returns>
    public static string Of(ImageRequest request, IReadOnlyList<string> images, IReadOnlyList<string> references, IEnumerable<string> providers, string instance)
    {
        var work = new JsonObject { ["v"] = Form }
            .With("aspectRatio", request.AspectRatio)
            .With("combine", request.Combine ? true : null)
            .With("count", request.Count is 1 ? null : request.Count)
            .With("fit", request.Fit ? true : null)
            .With("images", Listed(images))
            .With("instance", instance)
            .With("model", request.Model?.ToLowerInvariant())
            .With("options", request.Options.Count > 0 ? PlainValue.ToJsonObject(request.Options) : null)
            .With("outputFormat", request.OutputFormat)
            .With("prompt", request.Prompt)
            .With("providers", Listed([.. providers.Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal)]))
            .With("references", Listed(references))
            .With("resolution", request.Resolution)
            .With("safetyOff", request.DisableSafetyCheck ? true : null)
            .With("take", request.Take)
            .With("variant", request.Variant)
            .With("watermark", request.Watermark)
            .With("webSearch", request.WebSearch ? true : null);
        using var hash = SHA256.Create();
        return Hex.Encode(hash.ComputeHash(Encoding.UTF8.GetBytes(work.ToJsonString())));
    }

    /// <summary>What an image is, without its name: a file's SHA-256, or a URL without its signature.</summary>
    /// <param name="source">An entry of the request.</param>
    /// <param name="file">The file, or null for a URL.</param>
    public static string Content(string source, SourceFile? file) => file?.Sha256 ?? "url " + SignedUrl.WithoutSignature(new Uri(source));

    /// <summary>Where the work is done: a trial on an emulator makes no real image, and another emulator knows nothing of it.</summary>
    public static string InstanceOf(Profile profile) => profile.Emulator() ?? Real;

    private static JsonArray? Listed(IReadOnlyList<string> values) =>
        values.Count == 0 ? null : new JsonArray([.. values.Select(value => (JsonNode?)JsonValue.Create(value))]);
}
