using System.Text;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Http;

/// <summary>A small reader of multipart/form-data: whole bodies in memory, no nesting.</summary>
internal static class Multipart
{
    /// <summary>The parts, or null when the body is no multipart form.</summary>
    public static IReadOnlyList<FormPart>? Read(string? contentType, byte[] body)
    {
        if (contentType is null || !contentType.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || Parameter(contentType, "boundary") is not { } boundary)
        {
            return null;
        }

        // Latin-1 maps every byte to one character and back, so text search works on binary content.
        var text = Latin1.ToText(body);
        var parts = new List<FormPart>();
        foreach (var piece in text.Split([("--" + boundary)], StringSplitOptions.None).Skip(1))
        {
            if (piece.StartsWith("--", StringComparison.Ordinal))
            {
                return parts;
            }

            var head = piece.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head < 0 || !piece.EndsWith("\r\n", StringComparison.Ordinal))
            {
                return null;
            }

            parts.Add(Part(piece.Substring(0, head), piece.Substring(head + 4, piece.Length - head - 6)));
        }

        return null;
    }

    private static FormPart Part(string head, string content)
    {
        var lines = Encoding.UTF8.GetString(Latin1.ToBytes(head)).Split(["\r\n"], StringSplitOptions.RemoveEmptyEntries);
        string? Header(string name) => lines
            .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?.Substring(name.Length + 1).Trim();

        var disposition = Header("Content-Disposition") ?? "";
        return new FormPart(
            Parameter(disposition, "name") ?? "", Parameter(disposition, "filename"), Header("Content-Type"), Latin1.ToBytes(content));
    }

    private static string? Parameter(string header, string name) => header
        .Split(';')
        .Skip(1)
        .Select(field => field.Split(['='], 2))
        .Where(field => field.Length == 2 && field[0].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(field => field[1].Trim().Trim('"'))
        .FirstOrDefault();
}
