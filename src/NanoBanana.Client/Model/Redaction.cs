using System.Text.RegularExpressions;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Model;

/// <summary>Takes keys, signatures and the secret part of callback addresses from text before it is shown.</summary>
internal static class Redaction
{
    public const string Mask = "********";

    /// <summary>True if something was removed from a text that came over the network: the rest no longer names anything.</summary>
    public static bool IsMasked(string text) => text.Contains(Mask, StringComparison.Ordinal);

    /// <summary>The longest text that is cleaned and kept; the rest is dropped: a reply may have 128 MB, and a search may not take longer than <see cref="Patience"/>.</summary>
    private const int MostCleaned = 64 * 1024;

    private const int MaxReply = 4096;
    private const int MaxMessage = 500;

    /// <summary>A shorter key may be a word of the reply; only a gateway on this machine may have one.</summary>
    private const int LeastKey = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly Regex Credentials = new(
        @"(?<name>bearer\s+|(?:x-api-key|ocp-apim-subscription-key|(?:proxy-)?authorization|x-auth-token|api_?key|(?:set-)?cookie)[""']?\s*[:=]\s*[""']?(?:(?:bearer|basic|digest)\s+)?|[?&;#]" + SecretNames.Pattern + @"=)[^\s""'&,}]+|(?<name>https?://)[^/\s:@?#]+:[^/\s@?#]+(?=@)|nbcb_[\w-]+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Patience);

    /// <summary>Text as it may be shown: signatures are removed from URLs, and values from headers.</summary>
    public static string Text(string text) => Clean(text, key: null);

    /// <summary>
    /// A text of a reply before it is used: a gateway that repeats the key, in an error, a failure or an id, does not bring it
    /// into a task or the journal.
    /// </summary>
    /// <returns>The same instance if there is nothing to mask.</returns>
    public static string Masked(string text, Secret key)
    {
        var forms = KeyForms.Of(key);
        return text.Length < LeastKey || forms.Length < LeastKey ? text : forms.Masked(text);
    }

    /// <summary>A reply's body as it may be kept on an exception.</summary>
    public static string Reply(string text, Secret? key) => Cut(WireText.Lines(Clean(text, key)), MaxReply);

    /// <summary>The text of a gateway as it may be shown in a message: one line, no control characters.</summary>
    public static string Message(string text, Secret? key) => Cut(WireText.Line(Clean(text, key)).Trim(), MaxMessage);

    /// <summary>An address as it may be shown.</summary>
    public static string Address(Uri address) => Clean(address.AbsoluteUri, key: null);

    /// <summary>True if an exception or its causes contain the key.</summary>
    public static bool Names(Exception error, Secret key) => KeyForms.Of(key).IsIn(error.ToString());

    private static string Clean(string text, Secret? key)
    {
        var looked = text.Length <= MostCleaned ? text : text.Substring(0, MostCleaned);
        var masked = key is null ? looked : KeyForms.Of(key).Masked(looked);
        try
        {
            return Credentials.Replace(masked, match => match.Groups["name"].Value + Mask);
        }
        catch (RegexMatchTimeoutException)
        {
            // on a machine that stands still; what was not searched to its end is not shown
            return Mask;
        }
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text.Substring(0, length - 3) + "...";
}
