using System.Text;

namespace NanoBanana.Client.Store.Relational;

/// <summary>
/// A wildcard pattern as PowerShell writes it, for LIKE. It selects everything that matches, and perhaps more, which the caller then
/// filters: LIKE has no sets of characters, takes an emoji for one character, and changes the case of ASCII letters only.
/// </summary>
internal sealed class LikePattern
{
    private LikePattern(string prefix, string like) => (Prefix, Like) = (prefix, like);

    /// <summary>What all matches begin with, in lower case; empty if nothing is certain.</summary>
    public string Prefix { get; }

    /// <summary>The pattern, in lower case; <c>\</c> is the escape.</summary>
    public string Like { get; }

    /// <summary>Reads a pattern: <c>*</c>, <c>?</c>, <c>[a-z]</c>, and <c>`</c> before a character that means itself.</summary>
    public static LikePattern Of(string wildcard)
    {
        var like = new StringBuilder();
        var prefix = new StringBuilder();
        var isPrefix = true;
        for (var i = 0; i < wildcard.Length; i++)
        {
            var end = wildcard[i] is '[' ? wildcard.IndexOf(']', i + 1) : -1;
            var isWild = wildcard[i] is '*' or '?' || end > 0;
            var literal = wildcard[i] is '`' && i + 1 < wildcard.Length ? wildcard[++i] : wildcard[i];
            isPrefix &= !isWild && literal < 0x80;
            if (isPrefix)
            {
                prefix.Append(char.ToLowerInvariant(literal));
            }

            like.Append(isWild ? "%" : Escaped(literal));
            i = end > 0 ? end : i;
        }

        return new LikePattern(prefix.ToString(), like.ToString());
    }

    private static string Escaped(char letter) =>
        letter >= 0x80 ? "%" : letter is '%' or '_' or '\\' ? "\\" + letter : char.ToLowerInvariant(letter).ToString();
}
