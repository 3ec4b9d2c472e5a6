namespace NanoBanana.Emulation.Images;

internal static class JpegHeader
{
    private const int App1 = 0xE1;
    private const int StartOfScan = 0xDA;

    /// <summary>The size from the frame header, turned upright by the EXIF orientation; null when the file ends before it.</summary>
    public static PixelSize? Size(byte[] bytes)
    {
        var lies = false;
        for (var at = 2; at + 4 <= bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                // Fill bytes may stand before a marker.
                at++;
                continue;
            }

            var length = BigEndian.UInt16(bytes, at + 2);
            if (IsFrame(marker))
            {
                return at + 9 <= bytes.Length ? Upright(bytes, at, lies) : null;
            }

            if (marker == StartOfScan)
            {
                return null;
            }

            if (marker == App1)
            {
                lies |= ExifOrientation.LiesOnItsSide(bytes, at + 4, length - 2);
            }

            at += 2 + length;
        }

        return null;
    }

    private static PixelSize Upright(byte[] bytes, int at, bool lies)
    {
        var stored = new PixelSize(BigEndian.UInt16(bytes, at + 7), BigEndian.UInt16(bytes, at + 5));
        return lies ? stored.Turned() : stored;
    }

    // All SOFn; C4, C8 and CC share the range but are tables.
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
