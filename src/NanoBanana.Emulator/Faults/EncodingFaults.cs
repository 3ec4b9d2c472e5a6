using System.IO.Compression;
using System.Text;
using NanoBanana.Emulation.Images;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Faults;

/// <summary>The right reply in odd bytes.</summary>
internal static class EncodingFaults
{
    private const string Json = "application/json";

    public static readonly IReadOnlyList<FaultKind> All =
    [
        Of("bom", "The usual answer after a UTF-8 byte order mark.", Bom),
        Of("gzip", "The usual answer, compressed with gzip even if the caller does not accept it.", Gzip),
        Of("deflate", "The usual answer, compressed with deflate in a zlib frame.", Deflate),
        Of("deflate-raw", "The usual answer, compressed with deflate without a frame, as some servers do.", RawDeflate),
        Of("utf-16", "The usual answer in UTF-16 with a byte order mark and the matching charset.", Utf16),
        Of("utf-16-silent", "The usual answer in big-endian UTF-16 with a byte order mark and no charset.", SilentUtf16),
        Of("trailing-nuls", "The usual answer, followed by 16 zero bytes.", TrailingNuls),
        Of("charset-spelling", "The usual answer whose Content-Type says charset=\"UTF8\".", reply => WithCharset(reply, "\"UTF8\"")),
        Of("charset-unknown", "The usual answer whose Content-Type names a charset that does not exist.", reply => WithCharset(reply, "x-unknown")),
    ];

    /// <summary>The same for callbacks, by the name of the fault.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Reply, Reply>> OfCallbacks = new Dictionary<string, Func<Reply, Reply>>(StringComparer.Ordinal)
    {
        ["callback-bom"] = Bom,
        ["callback-gzip"] = Gzip,
        ["callback-utf-16"] = Utf16,
        ["callback-trailing-nuls"] = TrailingNuls,
    };

    private static FaultKind Of(string name, string meaning, Func<Reply, Reply> change) => FaultKind.Late(name, meaning, (_, reply) => change(reply));

    private static Reply Bom(Reply reply) => IsText(reply) ? reply with { Body = [.. Encoding.UTF8.GetPreamble(), .. reply.Body] } : reply;

    private static Reply Utf16(Reply reply) => IsText(reply) ? In(reply, Encoding.Unicode) with { ContentType = Json + "; charset=utf-16" } : reply;

    private static Reply SilentUtf16(Reply reply) => IsText(reply) ? In(reply, Encoding.BigEndianUnicode) : reply;

    private static Reply TrailingNuls(Reply reply) => reply with { Body = [.. reply.Body, .. new byte[16]] };

    private static Reply WithCharset(Reply reply, string charset) => IsText(reply) ? reply with { ContentType = Json + "; charset=" + charset } : reply;

    private static Reply In(Reply reply, Encoding encoding) =>
        reply with { Body = [.. encoding.GetPreamble(), .. encoding.GetBytes(Encoding.UTF8.GetString(reply.Body))] };

    private static Reply Gzip(Reply reply)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(reply.Body, 0, reply.Body.Length);
        }

        return (reply with { Body = packed.ToArray() }).With("Content-Encoding", "gzip");
    }

    private static Reply Deflate(Reply reply) => (reply with { Body = ZlibFrame.Pack(reply.Body) }).With("Content-Encoding", "deflate");

    private static Reply RawDeflate(Reply reply)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(reply.Body, 0, reply.Body.Length);
        }

        return (reply with { Body = packed.ToArray() }).With("Content-Encoding", "deflate");
    }

    private static bool IsText(Reply reply) => reply.ContentType?.StartsWith(Json, StringComparison.Ordinal) == true;
}
