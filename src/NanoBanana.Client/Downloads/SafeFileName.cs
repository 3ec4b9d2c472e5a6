using System.Globalization;
using System.Text;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Downloads;

/// <summary>Makes a name that no file system takes for something else: no separators, devices, streams, or trailing dots.</summary>
internal static class SafeFileName
{
    private const int MaxLength = 120;

    /// <summary>File systems count 255 bytes; a number, an extension and the part file's own ending need some of them.</summary>
    private const int MaxBytes = 200;

    private const string Fallback = "image";

    private static readonly char[] Forbidden = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. Ports("COM"), .. Ports("LPT")],
        StringComparer.OrdinalIgnoreCase);

    public static string Of(string name)
    {
        var cleaned = Cut(Bare(new string([.. name.Select((each, at) => IsForbidden(each) || IsHalf(name, at) ? '_' : each)])));
        if (cleaned.Length == 0)
        {
            return Fallback;
        }

        return Devices.Contains(cleaned.Split('.')[0].TrimEnd()) ? Cut("_" + cleaned) : cleaned;
    }

    // without the dots and spaces at both ends, which Windows drops and Unix hides
    private static string Bare(string name)
    {
        var (start, end) = (0, name.Length);
        while (start < end && IsEdge(name[start]))
        {
            start++;
        }

        while (end > start && IsEdge(name[end - 1]))
        {
            end--;
        }

        return name.Substring(start, end - start);
    }

    private static bool IsEdge(char each) => each is '.' || char.IsWhiteSpace(each);

    private static string Cut(string name) => Bare(name.Substring(0, LengthThatFits(name)));

    private static int LengthThatFits(string name)
    {
        var length = Math.Min(name.Length, MaxLength);
        while (length > 0 && (Encoding.UTF8.GetByteCount(name.Substring(0, length)) > MaxBytes || char.IsHighSurrogate(name[length - 1])))
        {
            length--;
        }

        return length;
    }

    // one half of a pair is not a character: some systems refuse it, others change it
    private static bool IsHalf(string name, int at) =>
        char.IsSurrogate(name[at])
        && !(at + 1 < name.Length && char.IsSurrogatePair(name[at], name[at + 1]))
        && !(at > 0 && char.IsSurrogatePair(name[at - 1], name[at]));

    private static bool IsForbidden(char each) =>
        char.IsControl(each) || Forbidden.Contains(each) || CharUnicodeInfo.GetUnicodeCategory(each) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    // Windows takes the superscript digits one to three for the digits themselves
    private static IEnumerable<string> Ports(string port) => "0123456789\u00B9\u00B2\u00B3".Select(digit => port + digit);
}
