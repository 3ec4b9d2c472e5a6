namespace NanoBanana.Emulation.Images;

internal static class WebpHeader
{
    /// <summary>The size from the first chunk: lossy, lossless or extended (RFC 9649).</summary>
    public static PixelSize? Size(byte[] bytes)
    {
        if (bytes.Length < 30 || !ImageSniffer.StartsWith(bytes, 12, (byte)'V', (byte)'P', (byte)'8'))
        {
            return null;
        }

        return (char)bytes[15] switch
        {
            ' ' => new PixelSize(Little(bytes, 26, 2) & 0x3FFF, Little(bytes, 28, 2) & 0x3FFF),
            'L' => Lossless(Little(bytes, 21, 4)),
            'X' => new PixelSize(Little(bytes, 24, 3) + 1, Little(bytes, 27, 3) + 1),
            _ => null,
        };
    }

    // 14 bits width less one, then 14 bits height less one.
    private static PixelSize Lossless(int bits) => new((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);

    private static int Little(byte[] bytes, int at, int count)
    {
        var value = 0;
        for (var i = count - 1; i >= 0; i--)
        {
            value = (value << 8) | bytes[at + i];
        }

        return value;
    }
}
