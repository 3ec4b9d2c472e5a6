using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Gateways;

/// <summary>The reason that a reply gives, whatever shape it has: a text, an object, a list of details, JSON as text, plain text, or a web page.</summary>
internal static class Reasons
{
    /// <summary>What is said if a reply gives no reason.</summary>
    public const string None = "it gave no reason.";

    private const int MostWords = 8192;
    private const int MostPlain = 500;
    private const int MostDetails = 10;
    private const int Deepest = 4;

    private static readonly string[] Members = ["message", "msg", "error", "detail", "error_description", "error_message", "errorMessage", "failMsg", "reason", "title", "text"];

    private static readonly string[] Makers = ["Cloudflare", "CloudFront", "Akamai", "Fastly", "Squid", "Zscaler", "FortiGate", "Blue Coat", "HAProxy", "Varnish", "Envoy", "nginx", "Apache", "Microsoft-IIS"];

    private static readonly Regex Titles = new(
        @"<(?:title|h1)\b[^>]{0,200}>(?<text>[^<]{1,500})<",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    /// <summary>The reason in a reply that is an error, on one line.</summary>
    public static string Of(GatewayReply reply)
    {
        var said = reply.Json.ValueKind is JsonValueKind.Undefined ? Plain(reply) : reply.Json.AsReason();
        return said is null ? None : said.Length <= MostWords ? said : said.Substring(0, MostWords);
    }

    /// <summary>Describes a web page that came in place of a reply: its server and its title; null if the reply is not a web page.</summary>
    public static string? Page(GatewayReply reply)
    {
        var text = reply.Text;
        if (text is not ['<', ..] || !(Has(text, "<html") || Has(text, "<!doctype html") || Has(text, "<head") || Has(text, "<body")))
        {
            return null;
        }

        var maker = reply.Server is { Length: > 0 } server ? WireText.Line(server) : Makers.FirstOrDefault(each => Has(text, each));
        var title = Title(text);
        return "a web page"
            + (maker is null ? string.Empty : " of " + maker)
            + FormattableString.Invariant($" was returned instead of a reply (HTTP {reply.Status}")
            + (title is null ? ")." : $", titled '{title}').");
    }

    /// <summary>The reason that a member gives; null if it gives none.</summary>
    public static string? AsReason(this JsonElement element) => Said(element, depth: 0);

    private static string? Said(JsonElement element, int depth) => element.ValueKind switch
    {
        _ when depth > Deepest => null,
        JsonValueKind.String => Opened(element, depth),
        JsonValueKind.Number => element.AsText(),
        JsonValueKind.Array => Joined(element.Items().Take(MostDetails).Select(item => Said(item, depth + 1))),
        JsonValueKind.Object => Detail(element) ?? Joined([.. Members.Select(name => Said(element.Member(name), depth + 1)), Said(element.Member("errors"), depth + 1)]) ?? Raw(element, depth),
        _ => null,
    };

    /// <summary>What a text says; where it wraps another reply as text, what that one says.</summary>
    private static string? Opened(JsonElement element, int depth)
    {
        var text = element.AsText()?.Trim();
        var wrapped = text is ['{' or '[', ..] ? element.AsEmbeddedJson() : default;
        return wrapped.ValueKind is JsonValueKind.Undefined ? Filled(text) : Said(wrapped, depth + 1);
    }

    /// <summary>One entry of a validator's list: <c>{"loc":["body","prompt"],"msg":"field required"}</c>.</summary>
    private static string? Detail(JsonElement element)
    {
        var where = string.Join(".", element.FirstMember("loc", "path", "field").Items().Select(part => part.AsText()).OfType<string>());
        where = where.Length > 0 ? where : element.FirstMember("field", "param").AsText() ?? string.Empty;
        return where.Length > 0 && element.FirstMember("msg", "message").AsText() is { } what ? where + ": " + what : null;
    }

    private static string? Joined(IEnumerable<string?> said)
    {
        var parts = said.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return parts.Count == 0 ? null : string.Join("; ", parts);
    }

    // an object below the top that says it in members of its own
    private static string? Raw(JsonElement element, int depth) =>
        depth > 0 && element.AsRaw() is { Length: > 2 } raw ? WireText.Line(raw.Length <= MostPlain ? raw : raw.Substring(0, MostPlain)) : null;

    private static string? Plain(GatewayReply reply)
    {
        var text = reply.Text.Trim();
        return Page(reply) ?? Filled(WireText.Line(text.Length <= MostPlain ? text : text.Substring(0, MostPlain)));
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string? Title(string text)
    {
        try
        {
            return Titles.Match(text) is { Success: true } match
                ? Filled(Regex.Replace(WireText.Line(WebUtility.HtmlDecode(match.Groups["text"].Value)), @"\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(1)).Trim())
                : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static bool Has(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
