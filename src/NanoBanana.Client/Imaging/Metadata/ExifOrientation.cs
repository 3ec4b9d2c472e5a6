namespace NanoBanana.Client.Imaging.Metadata;

/// <summary>The orientation in an EXIF block (EXIF 2.32, 4.6.4 A; TIFF 6.0, section 2): read from any, written into the smallest there is.</summary>
internal static class ExifOrientation
{
    private const int Tag = 0x0112;
    private const int Short = 3;
    private const int Long = 4;
    private const int EntryLength = 12;
    private const int Last = 8;

    /// <summary>A TIFF header and one entry.</summary>
    public static byte[] Block(int orientation) =>
    [
        (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
        0, 1,
        0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0,
        0, 0, 0, 0,
    ];

    /// <summary>1 to 8; 1 if the block states none, or none of these.</summary>
    public static int Of(byte[] block)
    {
        var little = block is [(byte)'I', (byte)'I', ..];
        if (block.Length < 8 || !(little || block is [(byte)'M', (byte)'M', ..]))
        {
            return 1;
        }

        var first = UInt32(4);
        if (first + 2 > block.Length)
        {
            return 1;
        }

        var entries = UInt16((int)first);
        for (var at = (int)first + 2; entries > 0 && at + EntryLength <= block.Length; at += EntryLength, entries--)
        {
            if (UInt16(at) == Tag && Value(at) is { } value)
            {
                return value is >= 1 and <= Last ? (int)value : 1;
            }
        }

        return 1;

        // it should be SHORT, and some cameras write LONG
        long? Value(int at) => UInt16(at + 2) switch { Short => UInt16(at + 8), Long => UInt32(at + 8), _ => null };

        long UInt32(int at) => little ? UInt16(at) + (UInt16(at + 2) * 65536L) : (UInt16(at) * 65536L) + UInt16(at + 2);

        int UInt16(int at) => little ? block[at] | (block[at + 1] << 8) : (block[at] << 8) | block[at + 1];
    }
}
