using System.IO.Compression;
using System.Text;

namespace NanoBanana.Client.Http;

/// <summary>
/// Makes plain UTF-8 of a body, however it was packed and spelled on the way: a paid task must not be lost because something
/// between compressed a reply that was asked for as <c>identity</c>, or wrote a byte order mark before it.
/// </summary>
internal static class ReplyDecoder
{
    private const int Block = 16 * 1024;

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a body as UTF-8, without a byte order mark and without NULs and blanks around it.</summary>
    /// <param name="body">The body as it was received.</param>
    /// <param name="encoding">The <c>Content-Encoding</c>, or null.</param>
    /// <param name="charset">The charset of the <c>Content-Type</c>, in any spelling, or null.</param>
    /// <param name="maxBytes">More than that is not unpacked.</param>
    public static byte[] Decode(byte[] body, string? encoding, string? charset, int maxBytes) =>
        Text(Unpack(body, encoding, maxBytes), charset);

    /// <summary>The body without its packing; if it is damaged or too long, as much of it as there is.</summary>
    /// <param name="body">The body as it was received.</param>
    /// <param name="encoding">The <c>Content-Encoding</c>, or null: gzip is detected by its first bytes.</param>
    /// <param name="maxBytes">More than that is not unpacked.</param>
    public static byte[] Unpack(byte[] body, string? encoding, int maxBytes)
    {
        // several are applied in the order of their names (RFC 9110, 8.4)
        var names = (encoding ?? string.Empty).Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        for (var i = names.Length - 1; i >= 0; i--)
        {
            body = UnpackOnce(body, names[i].ToLowerInvariant(), maxBytes);
        }

        return IsGzip(body) ? UnpackOnce(body, "gzip", maxBytes) : body;
    }

    private static byte[] UnpackOnce(byte[] body, string name, int maxBytes) => name switch
    {
        "gzip" or "x-gzip" when IsGzip(body) => Inflated(body, stream => new GZipStream(stream, CompressionMode.Decompress), maxBytes),

        // the name means zlib's frame, and is in use for the bare stream
        "deflate" or "x-deflate" when IsZlib(body) => Inflated(body.AsSpan(2).ToArray(), stream => new DeflateStream(stream, CompressionMode.Decompress), maxBytes),
        "deflate" or "x-deflate" when !LooksLikeJson(body) => Inflated(body, stream => new DeflateStream(stream, CompressionMode.Decompress), maxBytes),
#if NET
        "br" when !LooksLikeJson(body) => Inflated(body, stream => new BrotliStream(stream, CompressionMode.Decompress), maxBytes),
#endif
        _ => body,
    };

    private static bool IsGzip(byte[] body) => body is [0x1F, 0x8B, 8, ..];

    /// <summary>Whether a body begins with the frame of zlib (RFC 1950): method 8, and a check of the two bytes.</summary>
    public static bool IsZlib(byte[] body) => body.Length > 2 && (body[0] & 0x0F) == 8 && ((body[0] << 8) | body[1]) % 31 == 0;

    // the header remained after the body was decompressed
    private static bool LooksLikeJson(byte[] body) => Array.Find(body, each => each > ' ') is (byte)'{' or (byte)'[' or (byte)'<';

    private static byte[] Inflated(byte[] body, Func<Stream, Stream> open, int maxBytes)
    {
        using var packed = new MemoryStream(body);
        using var plain = new MemoryStream();
        var block = new byte[Block];
        try
        {
            using var stream = open(packed);
            int read;
            while (plain.Length < maxBytes && (read = stream.Read(block, 0, block.Length)) > 0)
            {
                plain.Write(block, 0, read);
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException or InvalidOperationException)
        {
            // cut or damaged: what came before may name a task
        }

        return plain.ToArray();
    }

    private static byte[] Text(byte[] body, string? charset)
    {
        var start = Start(body);
        if (Wide(body, charset) is { } wide)
        {
            return Encoding.UTF8.GetBytes(wide.GetString(body, start, body.Length - start).Trim('\0', '\uFEFF', ' ', '\r', '\n', '\t'));
        }

        var end = body.Length;
        while (end > start && body[end - 1] is 0 or (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t')
        {
            end--;
        }

        while (start < end && body[start] is 0 or (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t')
        {
            start++;
        }

        var trimmed = start == 0 && end == body.Length ? body : body.AsSpan(start, end - start).ToArray();
        return IsLatin(charset) && !IsUtf8(trimmed) ? Encoding.UTF8.GetBytes(Encoding.GetEncoding("iso-8859-1").GetString(trimmed)) : trimmed;
    }

    private static int Start(byte[] body) => body switch
    {
        [0xEF, 0xBB, 0xBF, ..] => 3,
        [0xFF, 0xFE, 0, 0, ..] => 4,
        [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..] => 2,
        _ => 0,
    };

    /// <summary>The encoding of two or four bytes per character, detected by its mark, its charset, or the NULs around the first character of JSON.</summary>
    private static Encoding? Wide(byte[] body, string? charset) => body switch
    {
        [0xFF, 0xFE, 0, 0, ..] => Encoding.UTF32,
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        [0, (byte)'{' or (byte)'[' or (byte)'<', ..] => Encoding.BigEndianUnicode,
        [(byte)'{' or (byte)'[' or (byte)'<', 0, not 0, ..] => Encoding.Unicode,
        [not 0, 0, ..] when Plain(charset) is "utf16" or "utf16le" => Encoding.Unicode,
        _ => null,
    };

    private static bool IsLatin(string? charset) => Plain(charset) is "iso88591" or "latin1" or "windows1252" or "cp1252" or "iso885915";

    private static string Plain(string? charset) => new([.. (charset ?? string.Empty).ToLowerInvariant().Where(char.IsLetterOrDigit)]);

    private static bool IsUtf8(byte[] body)
    {
        try
        {
            _ = StrictUtf8.GetCharCount(body);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
