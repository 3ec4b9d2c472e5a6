namespace NanoBanana.Emulation.Images;

internal static class ExifOrientation
{
    private const int OrientationTag = 0x0112;
    private const int EntrySize = 12;

    /// <summary>True when the EXIF block at this place says that width and height are exchanged (orientation 5 to 8).</summary>
    public static bool LiesOnItsSide(byte[] bytes, int start, int length)
    {
        var end = Math.Min(start + length, bytes.Length);
        var tiff = start + 6;
        if (!ImageSniffer.StartsWith(bytes, start, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0) || tiff + 8 > end)
        {
            return false;
        }

        var little = bytes[tiff] == (byte)'I';
        int Short(int at) => at + 2 > end ? 0 : little ? bytes[at] | (bytes[at + 1] << 8) : BigEndian.UInt16(bytes, at);
        uint Long(int at) => little ? (uint)(Short(at) | (Short(at + 2) << 16)) : (uint)((Short(at) << 16) | Short(at + 2));

        var directory = tiff + Long(tiff + 4);
        if (directory + 2 > end)
        {
            return false;
        }

        var entries = Short((int)directory);
        for (var entry = 0; entry < entries; entry++)
        {
            var at = (int)directory + 2 + (entry * EntrySize);
            if (at + EntrySize > end)
            {
                return false;
            }

            if (Short(at) == OrientationTag)
            {
                return Short(at + 8) is >= 5 and <= 8;
            }
        }

        return false;
    }
}
