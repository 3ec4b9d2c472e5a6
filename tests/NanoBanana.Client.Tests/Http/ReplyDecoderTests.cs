using System.IO.Compression;
using System.Text;
using NanoBanana.Client.Http;

namespace NanoBanana.Client.Tests.Http;

/// <summary>Whatever is written before, after or around a reply, and in which letters: its text is the same.</summary>
public sealed class ReplyDecoderTests
{
    private const string Json = "{\"msg\":\"é\"}";
    private const int Most = 1_000_000;

    private static readonly byte[] Utf8 = Encoding.UTF8.GetBytes(Json);
    private static readonly Encoding Latin = Encoding.Latin1;
    private static readonly Encoding BigEndian = Encoding.BigEndianUnicode;

    public static TheoryData<string, byte[], string?> Letters => new()
    {
        { "UTF-8", Utf8, null },
        { "a mark", [0xEF, 0xBB, 0xBF, .. Utf8], null },
        { "a mark and blanks around it", [0xEF, 0xBB, 0xBF, .. " \r\n\t\0"u8, .. Utf8, .. "\0\t\n\r "u8], null },
        { "UTF-32 with a mark", [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(Json)], null },
        { "UTF-16 LE with a mark", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Json)], null },
        { "UTF-16 BE with a mark", [0xFE, 0xFF, .. BigEndian.GetBytes(Json)], null },
        { "UTF-16 LE with blanks around it", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("\r\n\t " + Json + " \t\0")], null },
        { "UTF-16 LE without a mark", Encoding.Unicode.GetBytes(Json), null },
        { "UTF-16 BE without a mark", BigEndian.GetBytes(Json), null },
        { "UTF-16 with a blank first", Encoding.Unicode.GetBytes(" " + Json), "UTF-16" },
        { "UTF-16LE with a blank first", Encoding.Unicode.GetBytes(" " + Json), "utf-16le" },
        { "UTF-8 that is said to be Latin 1", Utf8, "latin1" },
        { "Latin 1", Latin.GetBytes(Json), "Latin1" },
        { "ISO 8859-1", Latin.GetBytes(Json), "iso-8859-1" },
        { "ISO 8859-15", Latin.GetBytes(Json), "ISO_8859-15" },
        { "Windows 1252", Latin.GetBytes(Json), "windows-1252" },
        { "CP 1252", Latin.GetBytes(Json), "cp1252" },
    };

    public static TheoryData<string, byte[], string?> Packings => new()
    {
        { "gzip", Packed(stream => new GZipStream(stream, CompressionLevel.Fastest)), "GZIP" },
        { "x-gzip", Packed(stream => new GZipStream(stream, CompressionLevel.Fastest)), "x-gzip" },
        { "gzip that is not named", Packed(stream => new GZipStream(stream, CompressionLevel.Fastest)), null },
        { "gzip under another name", Packed(stream => new GZipStream(stream, CompressionLevel.Fastest)), "identity" },
        { "zlib", Packed(stream => new ZLibStream(stream, CompressionLevel.Fastest)), "deflate" },
        { "zlib by its other name", Packed(stream => new ZLibStream(stream, CompressionLevel.Fastest)), "x-deflate" },
        { "the best zlib", Packed(stream => new ZLibStream(stream, CompressionLevel.SmallestSize)), "deflate" },
        { "bare deflate", Packed(stream => new DeflateStream(stream, CompressionLevel.Fastest)), "deflate" },
        { "bare deflate by its other name", Packed(stream => new DeflateStream(stream, CompressionLevel.Fastest)), "x-deflate" },
        { "br", Packed(stream => new BrotliStream(stream, CompressionLevel.Fastest)), "br" },
        { "nothing, said to be gzip", Utf8, "gzip" },
        { "nothing, said to be deflate", Utf8, "deflate" },
        { "nothing, said to be x-deflate", Utf8, "x-deflate" },
        { "nothing, said to be br", Utf8, "br" },
        { "nothing, and an unknown name", Utf8, "zstd" },
    };

    [Theory]
    [MemberData(nameof(Letters))]
    public void The_letters_of_a_reply_do_not_matter(string way, byte[] body, string? charset) =>
        Assert.Equal((way, Json), (way, Encoding.UTF8.GetString(ReplyDecoder.Decode(body, encoding: null, charset, Most))));

    [Theory]
    [MemberData(nameof(Packings))]
    public void The_packing_of_a_reply_does_not_matter(string way, byte[] body, string? encoding) =>
        Assert.Equal((way, Json), (way, Encoding.UTF8.GetString(ReplyDecoder.Unpack(body, encoding, Most))));

    [Theory]
    [InlineData("[1]", "deflate")]
    [InlineData("\r\n <html>", "deflate")]
    [InlineData("[1]", "br")]
    [InlineData(" <html>", "br")]
    public void What_is_said_to_be_packed_and_is_a_text_stays_as_it_is(string text, string encoding) =>
        Assert.Equal(text, Encoding.UTF8.GetString(ReplyDecoder.Unpack(Encoding.UTF8.GetBytes(text), encoding, Most)));

    [Theory]
    [InlineData("")]
    [InlineData("\0 \r\n\t")]
    public void A_reply_of_blanks_is_empty(string text) =>
        Assert.Empty(ReplyDecoder.Decode(Encoding.UTF8.GetBytes(text), encoding: null, charset: null, Most));

    [Theory]
    [InlineData(null)]
    [InlineData("utf-8")]
    public void Bytes_that_are_no_text_are_left_as_they_are(string? charset) =>
        Assert.Equal(Latin.GetBytes(Json), ReplyDecoder.Decode(Latin.GetBytes(Json), encoding: null, charset, Most));

    [Theory]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("gzip")]
    public void A_packing_that_is_damaged_gives_what_came_before_the_damage(string encoding)
    {
        byte[] damaged = encoding is "gzip" ? [0x1F, 0x8B, 8, 0xFF, 0xFF] : [0xFF, 0xFE, 0xFD, 0xFF, 0xFF, 0xFF];

        Assert.Empty(ReplyDecoder.Unpack(damaged, encoding, Most));
    }

    [Theory]
    [InlineData(new byte[] { 0x78, 0x9C, 1 }, true)]
    [InlineData(new byte[] { 0x78, 0x01, 1 }, true)]
    [InlineData(new byte[] { 0x58, 0x85, 1 }, true)]
    [InlineData(new byte[] { 0x78, 0x9C }, false)]
    [InlineData(new byte[] { 0x78, 0x9D, 1 }, false)]
    [InlineData(new byte[] { 0x77, 0x9F, 1 }, false)]
    public void The_frame_of_zlib_has_its_method_and_its_check(byte[] body, bool isZlib) => Assert.Equal(isZlib, ReplyDecoder.IsZlib(body));

    private static byte[] Packed(Func<Stream, Stream> open) => PackedReplyTests.Pack(Utf8, open);
}
