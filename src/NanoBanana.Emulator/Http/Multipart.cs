using System.Text;
using System.Text.RegularExpressions;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Http;

/// <summary>
/// A reader of multipart/form-data as strict as the strictest that are in use (undici, workerd): what a browser sends is taken, and
/// nothing else. Whole bodies in memory, no nesting.
/// </summary>
internal static class Multipart
{
    private const string LineEnd = "\r\n";

    private static readonly Regex Type = new(
        "^multipart/form-data; ?boundary=(\"(?<boundary>[^\"]{1,70})\"|(?<boundary>[^\";, ]{1,70}))$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static readonly Regex Disposition = new(
        "^form-data; name=\"(?<name>[^\"]*)\"(; filename=\"(?<file>[^\"]*)\")?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The parts of the form.</summary>
    /// <exception cref="FormatException">The body is not multipart; the message says why.</exception>
    public static IReadOnlyList<FormPart> Read(string? contentType, byte[] body)
    {
        var type = Type.Match(contentType ?? "");
        if (!type.Success)
        {
            throw new FormatException("The Content-Type is not multipart/form-data with a boundary.");
        }

        // Latin-1 maps every byte to one character and back, so text search works on binary content.
        var text = Latin1.ToText(body);
        var delimiter = "--" + type.Groups["boundary"].Value;
        if (!text.StartsWith(delimiter, StringComparison.Ordinal))
        {
            throw new FormatException("The body does not begin with the boundary.");
        }

        var parts = new List<FormPart>();
        var at = delimiter.Length;
        while (!Has(text, at, "--"))
        {
            if (!Has(text, at, LineEnd))
            {
                throw new FormatException("A boundary is not followed by a line end.");
            }

            var start = at + LineEnd.Length;
            var end = text.IndexOf(LineEnd + delimiter, start, StringComparison.Ordinal);
            if (end < 0)
            {
                throw new FormatException("The last boundary is missing.");
            }

            parts.Add(Part(text.Substring(start, end - start)));
            at = end + LineEnd.Length + delimiter.Length;
        }

        return parts;
    }

    private static FormPart Part(string piece)
    {
        var head = piece.IndexOf(LineEnd + LineEnd, StringComparison.Ordinal);
        if (head < 0)
        {
            throw new FormatException("A part has no headers.");
        }

        var headers = Headers(piece.Substring(0, head));
        var found = Disposition.Match(headers.TryGetValue("Content-Disposition", out var disposition) ? disposition : "");
        if (!found.Success)
        {
            throw new FormatException($"A part's Content-Disposition is not form-data with quoted names and nothing else: {disposition}");
        }

        headers.TryGetValue("Content-Type", out var contentType);
        var isFile = found.Groups["file"].Success;
        if (headers.Count > (isFile && contentType is not null ? 2 : 1))
        {
            throw new FormatException($"A part has headers that a browser does not send: {string.Join(", ", headers.Keys)}");
        }

        return new FormPart(
            Name(found.Groups["name"].Value), isFile ? Name(found.Groups["file"].Value) : null, contentType, Latin1.ToBytes(piece.Substring(head + 4)));
    }

    private static Dictionary<string, string> Headers(string head)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in head.Split([LineEnd], StringSplitOptions.None))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon < 1)
            {
                throw new FormatException($"A header of a part is not of the form name: value: {line}");
            }

            headers[line.Substring(0, colon)] = line.Substring(colon + 2);
        }

        return headers;
    }

    // The three escapes of a browser; the rest is UTF-8 as it is.
    private static string Name(string written) =>
        Encoding.UTF8.GetString(Latin1.ToBytes(written)).Replace("%0D", "\r").Replace("%0A", "\n").Replace("%22", "\"");

    private static bool Has(string text, int at, string expected) => string.CompareOrdinal(text, at, expected, 0, expected.Length) == 0;
}
