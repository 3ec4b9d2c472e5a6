using System.IO.Compression;

namespace NanoBanana.Client.Http;

/// <summary>
/// The body of a file without its packing: it was asked for as <c>identity</c>, and may come packed all the same, with or without a
/// header that says so. The first bytes decide, since the header may remain after a proxy decompressed the body.
/// </summary>
internal static class Unpacked
{
    private const int Signature = 4;

    /// <summary>The plain stream.</summary>
    /// <param name="content">Whose headers name a packing, or none.</param>
    /// <param name="stream">Its body; it is read from here on through what is returned.</param>
    /// <param name="moved">Is called after each read.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<Stream> OpenAsync(HttpContent content, Stream stream, Action moved, CancellationToken cancellationToken)
    {
        var first = new byte[Signature];
        var length = 0;
        int read;
        while (length < Signature && (read = await stream.ReadAsync(first, length, Signature - length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            length += read;
            moved();
        }

        Array.Resize(ref first, length);
        var whole = new PrefixedStream(first, stream);
        return (first, content.Headers.ContentEncoding.LastOrDefault()?.ToLowerInvariant()) switch
        {
            ([0x1F, 0x8B, 8, ..], _) => new GZipStream(whole, CompressionMode.Decompress),
            ([0x89, 0x50, ..] or [0xFF, 0xD8, ..] or [0x52, 0x49, 0x46, 0x46], _) => whole,
            ([_, _, ..], "deflate" or "x-deflate") when ReplyDecoder.IsZlib(first) => new DeflateStream(new PrefixedStream([.. first.Skip(2)], stream), CompressionMode.Decompress),
            (_, "deflate" or "x-deflate") => new DeflateStream(whole, CompressionMode.Decompress),
#if NET
            (_, "br") => new BrotliStream(whole, CompressionMode.Decompress),
#endif
            _ => whole,
        };
    }
}
