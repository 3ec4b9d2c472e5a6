namespace NanoBanana.Testing;

/// <summary>Small whole images of the three formats.</summary>
public static class Pictures
{
    private const string Lossy = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA";
    private const string Lossless = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

    public static byte[] Png { get; } = PngBytes.Make(4, 3);

    public static byte[] Jpeg { get; } = JpegBytes.Make(16, 8);

    public static byte[] WebP { get; } = Convert.FromBase64String(Lossy);

    public static byte[] WebPLossless { get; } = Convert.FromBase64String(Lossless);

    /// <summary>An extended file: VP8X with an odd-sized extra chunk, padded, before the picture.</summary>
    public static byte[] WebPExtended(int width, int height)
    {
        byte[] canvas = [0, 0, 0, 0, .. Little(width - 1, 3), .. Little(height - 1, 3)];
        byte[] chunks = [.. Chunk("VP8X", canvas), .. Chunk("ICCP", [1, 2, 3]), .. WebP.AsSpan(12)];
        return [.. "RIFF"u8, .. Little(chunks.Length + 4, 4), .. "WEBP"u8, .. chunks];
    }

    public static byte[] Little(int value, int bytes) => [.. Enumerable.Range(0, bytes).Select(index => (byte)(value >> (8 * index)))];

    private static byte[] Chunk(string type, byte[] data) =>
        [.. type.Select(each => (byte)each), .. Little(data.Length, 4), .. data, .. new byte[data.Length & 1]];
}
