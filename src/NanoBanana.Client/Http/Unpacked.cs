using System.IO.Compression;

namespace NanoBanana.Client.Http;

/// <summary>A body without the packing that its headers name: it was asked for as <c>identity</c>, and may come packed all the same.</summary>
internal static class Unpacked
{
    /// <summary>The plain stream; the same one where nothing is packed, or in a way that this framework cannot open.</summary>
    /// <param name="content">Whose headers say how.</param>
    /// <param name="stream">Its body.</param>
    public static Stream Open(HttpContent content, Stream stream) => content.Headers.ContentEncoding.LastOrDefault()?.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
#if NET
        "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
        "br" => new BrotliStream(stream, CompressionMode.Decompress),
#endif
        _ => stream,
    };
}
