using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Model;

/// <summary>URLs that carry a signature, which changes with every day, or another secret.</summary>
internal static class SignedUrl
{
    // short names that mean a signature only next to the signature itself
    private static readonly string[] AzureFields = ["sig", "se", "sp", "sv", "sr", "st", "spr", "skoid", "sktid", "skt", "ske", "sks", "skv"];

    private static readonly string[] CloudFrontFields = ["signature", "expires", "policy", "key-pair-id", "googleaccessid", "awsaccesskeyid"];

    /// <summary>What identifies a source: a URL without its signature, anything else as it is.</summary>
    public static string WithoutSignature(string source) =>
        Uri.TryCreate(source, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && FieldsOf(url!) is { } fields && Unsigned(fields).Count < fields.Count ? WithoutSignature(url!) : source;

    /// <summary>
    /// A source as it may be written down: a URL without its signature, and with the values of its other secrets masked; anything else
    /// as it is.
    /// </summary>
    public static string WithoutSecrets(string source)
    {
        if (!Uri.TryCreate(source, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
        {
            return source;
        }

        if (url.Query.Length == 0)
        {
            return Redaction.Text(source);
        }

        var whole = FieldsOf(url);
        var clean = Redaction.Text(Written(url, Unsigned(whole).ConvertAll(Masked)));
        return url.Fragment.Length == 0 && string.Equals(clean, Written(url, whole), StringComparison.Ordinal) ? source : clean;
    }

    /// <summary>The URL without its signature, in the form that <see cref="Uri"/> gives it.</summary>
    public static string WithoutSignature(Uri url) => Written(url, Unsigned(FieldsOf(url)));

    private static string Written(Uri url, List<string> fields) => url.GetLeftPart(UriPartial.Path) + (fields.Count > 0 ? "?" + string.Join("&", fields) : string.Empty);

    private static List<string> FieldsOf(Uri url) => [.. url.Query.TrimStart('?').Split('&').Where(field => field.Length > 0)];

    private static List<string> Unsigned(List<string> fields)
    {
        var signed = new[] { AzureFields, CloudFrontFields }.Where(names => fields.Exists(field => IsNamed(field, names[0]))).SelectMany(names => names).ToList();
        return fields.FindAll(field => !IsOfCloud(field) && !signed.Exists(name => IsNamed(field, name)));
    }

    private static string Masked(string field) =>
        field.IndexOf('=') is var end and > 0 && SecretNames.IsSecret(field.Substring(0, end)) ? field.Substring(0, end + 1) + Redaction.Mask : field;

    private static bool IsOfCloud(string field) =>
        field.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) || field.StartsWith("x-goog-", StringComparison.OrdinalIgnoreCase);

    private static bool IsNamed(string field, string name) => field.Split('=')[0].Equals(name, StringComparison.OrdinalIgnoreCase);
}
