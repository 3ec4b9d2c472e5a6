namespace NanoBanana.Testing;

/// <summary>Grey PNG images, whole and otherwise.</summary>
public static class PngBytes
{
    public static byte[] Make(int width, int height) => [.. PngParts.Signature, .. PngParts.Header(width, height), .. Pixels(width, height), .. PngParts.End];

    /// <summary>A whole image of one pixel; of two shades, two are different files.</summary>
    /// <param name="shade">The grey of the pixel.</param>
    /// <param name="ballast">A private chunk of bytes that no viewer looks at.</param>
    public static byte[] Pixel(byte shade, byte[]? ballast = null) =>
        [.. PngParts.Signature, .. PngParts.Header(1, 1), .. ballast is null ? [] : PngParts.Chunk("teSt", ballast), .. PngParts.Pixels([0, shade]), .. PngParts.End];

    /// <summary>A whole file without a picture in it.</summary>
    public static byte[] WithoutPixels(int width, int height) => [.. PngParts.Signature, .. PngParts.Header(width, height), .. PngParts.End];

    /// <summary>A header that claims more than the pixels hold.</summary>
    public static byte[] Claiming(int width, int height) => [.. PngParts.Signature, .. PngParts.Header(width, height), .. Pixels(1, 1), .. PngParts.End];

    /// <summary>A whole image of at least the given number of bytes: the rest is a private chunk.</summary>
    public static byte[] OfLength(int bytes) => Pixel(shade: 0, new byte[bytes]);

    /// <summary>A whole image with one more chunk before its pixels.</summary>
    public static byte[] WithChunk(string type, byte[] data) => [.. PngParts.Signature, .. PngParts.Header(1, 1), .. PngParts.Chunk(type, data), .. Pixels(1, 1), .. PngParts.End];

    /// <summary>The given number of zeros, packed.</summary>
    public static byte[] Zeros(int count) => PngParts.Packed(new byte[count]);

    private static byte[] Pixels(int width, int height) => PngParts.Pixels(new byte[(width + 1) * height]);
}
