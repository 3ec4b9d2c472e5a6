using System.Text.RegularExpressions;

namespace NanoBanana.Client.Transport;

/// <summary>Takes keys, signatures and the secret part of callback addresses out of text before anybody sees it.</summary>
internal static class Redaction
{
    private const string Mask = "********";
    private const int MaxReply = 4096;
    private const int MaxMessage = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly Regex Credentials = new(
        @"(?:(?<name>bearer\s+|(?:x-api-key|ocp-apim-subscription-key|authorization)[""']?\s*[:=]\s*[""']?(?:bearer\s+)?|[?&](?:x-amz-signature|x-amz-credential|x-amz-security-token|signature|sig|token|key|api_key)=)[^\s""'&,}]+|nbcb_[\w-]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Patience);

    /// <summary>A reply's body as it may be kept on an exception.</summary>
    public static string Reply(string text, Secret? key) => Cut(Clean(text, key), MaxReply);

    /// <summary>A gateway's own words as they may stand in a message: one line, no control characters.</summary>
    public static string Message(string text, Secret? key)
    {
        var oneLine = new string([.. Clean(text, key).Select(each => char.IsControl(each) ? ' ' : each)]).Trim();
        return Cut(oneLine, MaxMessage);
    }

    /// <summary>An address as it may be shown.</summary>
    public static string Address(Uri address) => Clean(address.AbsoluteUri, key: null);

    /// <summary>True where an exception or its causes tell the key.</summary>
    public static bool Names(Exception error, Secret key) => key.Reveal() is { Length: > 0 } text && error.ToString().Contains(text, StringComparison.Ordinal);

    private static string Clean(string text, Secret? key)
    {
        var revealed = key?.Reveal();
        var masked = string.IsNullOrEmpty(revealed) ? text : text.Replace(revealed, Mask);
        return Credentials.Replace(masked, match => match.Groups["name"].Value + Mask);
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text.Substring(0, length - 3) + "...";
}
