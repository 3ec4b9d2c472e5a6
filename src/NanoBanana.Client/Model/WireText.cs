using System.Globalization;

namespace NanoBanana.Client.Model;

/// <summary>
/// Text that came over the network, as it may reach a terminal: no control characters, which a terminal obeys, and no characters
/// that turn the direction of what follows or cannot be seen (Unicode category Cf), which show another text than the one that is there.
/// </summary>
internal static class WireText
{
    private const char ZeroWidthNonJoiner = '\u200C';
    private const char ZeroWidthJoiner = '\u200D';

    /// <summary>The text on one line: each control character becomes a space, hidden characters go.</summary>
    public static string Line(string text) => Cleaned(text, static _ => false);

    /// <summary>The text with its tabs and line feeds; other control characters become spaces, hidden ones go.</summary>
    public static string Lines(string text) => Cleaned(text, static each => each is '\n' or '\t');

    /// <summary>The text with a full stop, so that another sentence can follow.</summary>
    public static string Sentence(string text) => text.TrimEnd() is { Length: > 0 } trimmed && ".!?".IndexOf(trimmed[trimmed.Length - 1]) < 0 ? trimmed + "." : text.TrimEnd();

    /// <summary>True if a text is shown as it is: what names a task or an address must be, because it is sent back and compared.</summary>
    public static bool IsPlain(string text)
    {
        foreach (var each in text)
        {
            if (IsControl(each) || IsHidden(each))
            {
                return false;
            }
        }

        return true;
    }

    private static string Cleaned(string text, Func<char, bool> stays)
    {
        var first = 0;
        while (first < text.Length && (stays(text[first]) || !IsTaken(text[first])))
        {
            first++;
        }

        if (first == text.Length)
        {
            return text;
        }

        var clean = new System.Text.StringBuilder(text, 0, first, text.Length);
        foreach (var each in text.AsSpan(first))
        {
            if (stays(each) || !IsTaken(each))
            {
                clean.Append(each);
            }
            else if (IsControl(each))
            {
                clean.Append(' ');
            }
        }

        return clean.ToString();
    }

    // emoji and several scripts are written with joiners
    private static bool IsTaken(char each) => IsControl(each) || (IsHidden(each) && each is not (ZeroWidthJoiner or ZeroWidthNonJoiner));

    private static bool IsControl(char each) => char.IsControl(each) || each is '\u2028' or '\u2029';

    private static bool IsHidden(char each) => each > '\u007F' && CharUnicodeInfo.GetUnicodeCategory(each) is UnicodeCategory.Format;
}
