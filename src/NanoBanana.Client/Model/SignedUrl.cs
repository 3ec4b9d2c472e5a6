using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Model;

/// <summary>URLs that carry a signature: it changes with every day, and whoever has it may read.</summary>
internal static class SignedUrl
{
    // short names that mean a signature only beside the signature itself
    private static readonly string[] AzureFields = ["sig", "se", "sp", "sv", "sr", "st", "spr", "skoid", "sktid", "skt", "ske", "sks", "skv"];

    private static readonly string[] CloudFrontFields = ["signature", "expires", "policy", "key-pair-id", "googleaccessid", "awsaccesskeyid"];

    /// <summary>A source as it may be written down: a URL without its signature, anything else as it is.</summary>
    public static string WithoutSignature(string source) =>
        Uri.TryCreate(source, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && url!.Query.Length > 0 ? WithoutSignature(url) : source;

    public static string WithoutSignature(Uri url)
    {
        var fields = url.Query.TrimStart('?').Split('&').Where(field => field.Length > 0).ToList();
        var signed = new[] { AzureFields, CloudFrontFields }.Where(names => fields.Exists(field => IsNamed(field, names[0]))).SelectMany(names => names).ToList();
        var kept = fields.Where(field => !IsOfCloud(field) && !signed.Exists(name => IsNamed(field, name)));
        var query = string.Join("&", kept);
        return url.GetLeftPart(UriPartial.Path) + (query.Length > 0 ? "?" + query : query);
    }

    private static bool IsOfCloud(string field) =>
        field.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) || field.StartsWith("x-goog-", StringComparison.OrdinalIgnoreCase);

    private static bool IsNamed(string field, string name) => field.Split('=')[0].Equals(name, StringComparison.OrdinalIgnoreCase);
}
