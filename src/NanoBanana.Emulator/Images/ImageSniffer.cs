namespace NanoBanana.Emulation.Images;

/// <summary>Recognises JPEG, PNG and WebP by content and reads the size from the header; names and media types are not considered.</summary>
internal static class ImageSniffer
{
    /// <summary>The image, or null if the bytes are in none of the three formats or end before the size.</summary>
    public static SniffedImage? Sniff(byte[] bytes)
    {
        if (StartsWith(bytes, 0, 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A))
        {
            return Found("image/png", Png(bytes));
        }

        if (StartsWith(bytes, 0, 0xFF, 0xD8, 0xFF))
        {
            return Found("image/jpeg", JpegHeader.Size(bytes));
        }

        return StartsWith(bytes, 0, (byte)'R', (byte)'I', (byte)'F', (byte)'F') && StartsWith(bytes, 8, (byte)'W', (byte)'E', (byte)'B', (byte)'P')
            ? Found("image/webp", WebpHeader.Size(bytes))
            : null;
    }

    internal static bool StartsWith(byte[] bytes, int at, params byte[] expected)
    {
        if (bytes.Length < at + expected.Length)
        {
            return false;
        }

        for (var i = 0; i < expected.Length; i++)
        {
            if (bytes[at + i] != expected[i])
            {
                return false;
            }
        }

        return true;
    }

    private static PixelSize? Png(byte[] bytes) =>
        StartsWith(bytes, 12, (byte)'I', (byte)'H', (byte)'D', (byte)'R') && bytes.Length >= 24
            ? new PixelSize(BigEndian.Int32(bytes, 16), BigEndian.Int32(bytes, 20))
            : null;

    private static SniffedImage? Found(string mediaType, PixelSize? size) =>
        size is { Width: > 0, Height: > 0 } known ? new SniffedImage(mediaType, known) : null;
}
