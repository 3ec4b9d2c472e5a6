using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace NanoBanana.Client.Model;

/// <summary>
/// Finds a key in text, in the forms in which a host may repeat it: as it is, JSON-escaped, percent-encoded, with HTML entities, in
/// hexadecimal, and in base64 of anything that holds it (the key, <c>user:key</c>, <c>Bearer key</c>); in any case.
/// </summary>
internal sealed class KeyForms
{
    private const string InBase64 = "base64";

    /// <summary>More keys than a process has accounts are not remembered.</summary>
    private const int MostRemembered = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly ConcurrentDictionary<string, KeyForms> Remembered = new(StringComparer.Ordinal);

    /// <summary>Each text of each reply is looked through: a key that is in use is not even read again.</summary>
    private static readonly ConditionalWeakTable<Secret, KeyForms> OfSecret = new();

    private readonly Regex? _forms;

    private KeyForms(string key)
    {
        Length = key.Length;
        _forms = key.Length == 0 ? null : new Regex(
            Pattern(key),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            Patience);
    }

    /// <summary>The key's own length.</summary>
    public int Length { get; }

    public static KeyForms Of(Secret key) => OfSecret.GetValue(key, static each => Remember(each.Reveal()));

    private static KeyForms Remember(string plain)
    {
        if (Remembered.TryGetValue(plain, out var known))
        {
            return known;
        }

        var made = new KeyForms(plain);
        return Remembered.Count < MostRemembered ? Remembered.GetOrAdd(plain, made) : made;
    }

    public bool IsIn(string text) => _forms?.IsMatch(text) == true;

    /// <summary>The text with every form masked; the same instance if there is none.</summary>
    public string Masked(string text)
    {
        if (_forms?.Match(text) is not { Success: true } match)
        {
            return text;
        }

        var masked = new StringBuilder(text.Length);
        var at = 0;
        for (; match.Success; match = match.NextMatch())
        {
            var (start, end) = Bounds(text, match);
            if (start >= at)
            {
                masked.Append(text, at, start - at).Append(Redaction.Mask);
            }

            at = Math.Max(at, end);
        }

        return masked.Append(text, at, text.Length - at).ToString();
    }

    // what surrounds the known middle of base64 shows the ends of the key
    private static (int Start, int End) Bounds(string text, Match match)
    {
        var (start, end) = (match.Index, match.Index + match.Length);
        if (match.Groups[InBase64].Success)
        {
            while (start > 0 && IsBase64(text[start - 1]))
            {
                start--;
            }

            while (end < text.Length && (IsBase64(text[end]) || text[end] is '='))
            {
                end++;
            }
        }

        return (start, end);
    }

    private static bool IsBase64(char each) => each is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '+' or '/' or '-' or '_';

    private static string Pattern(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        var written = string.Concat(key.Select(Escaped));
        var hex = string.Join("[-: ]?", bytes.Select(each => each.ToString("x2", CultureInfo.InvariantCulture)));
        var base64 = string.Join("|", new[] { 0, 1, 2 }.Select(before => Base64(bytes, before)).Where(each => each.Length > 0));
        return $"{written}|{hex}" + (base64.Length > 0 ? $"|(?<{InBase64}>{base64})" : string.Empty);
    }

    /// <summary>The digits that base64 of a longer text shows of the key, whatever surrounds it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="before">The number of bytes before it in its first group of three.</param>
    private static string Base64(byte[] key, int before)
    {
        var digits = Convert.ToBase64String([.. new byte[before], .. key]).TrimEnd('=');
        var first = before == 0 ? 0 : before + 1;
        var last = digits.Length - ((before + key.Length) % 3 == 0 ? 0 : 1);
        return last <= first ? string.Empty : string.Concat(digits.Substring(first, last - first).Select(each => each switch
        {
            '+' => "(?:[+-]|%2B|\\\\u002B)",
            '/' => "(?:[/_]|\\\\/|%2F|\\\\u002F)",
            _ => each.ToString(),
        }));
    }

    private static string Escaped(char each)
    {
        var hex = ((int)each).ToString("x2", CultureInfo.InvariantCulture);
        var entity = each switch { '&' => "amp|", '<' => "lt|", '>' => "gt|", '"' => "quot|", '\'' => "apos|", _ => string.Empty };
        return FormattableString.Invariant($@"(?:\\?{Regex.Escape(each.ToString())}|%(?:25)*{hex}|\\u00{hex}|&(?:{entity}#0*{(int)each}|#x0*{hex});)");
    }
}
