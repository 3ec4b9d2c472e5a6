namespace NanoBanana.Client.Imaging;

/// <summary>JPEG from SOI through every SOS to EOI (ITU-T T.81, annex B).</summary>
internal static class JpegWalk
{
    private const int StartOfScan = 0xDA;
    private const int EndOfImage = 0xD9;

    /// <summary>The pixel size.</summary>
    public static (int Width, int Height) Walk(ByteWalker bytes)
    {
        bytes.Format = OutputFormats.Jpeg;
        bytes.Skip(2);
        (int Width, int Height) size = default;
        var hasScan = false;
        var marker = ReadMarker(bytes);
        while (marker != EndOfImage)
        {
            if (IsStandalone(marker))
            {
                marker = ReadMarker(bytes);
                continue;
            }

            var length = bytes.ReadUInt16();
            if (length < 2)
            {
                throw ImageFormatException.Damaged(OutputFormats.Jpeg, FormattableString.Invariant($"a segment of length {length} stands at byte {bytes.Position:N0}"));
            }

            if (IsStartOfFrame(marker) && length >= 7)
            {
                bytes.ReadByte();
                var height = bytes.ReadUInt16();
                size = (bytes.ReadUInt16(), height);
                length -= 5;
            }

            bytes.Skip(length - 2);
            hasScan |= marker == StartOfScan;
            marker = marker == StartOfScan ? SkipEntropyCodedData(bytes) : ReadMarker(bytes);
        }

        return hasScan && size.Width > 0 && size.Height > 0
            ? size
            : throw ImageFormatException.Damaged(OutputFormats.Jpeg, "it has no picture in it");
    }

    private static int ReadMarker(ByteWalker bytes)
    {
        if (bytes.ReadByte() != 0xFF)
        {
            throw ImageFormatException.Damaged(OutputFormats.Jpeg, FormattableString.Invariant($"no marker stands at byte {bytes.Position - 1:N0}"));
        }

        return ReadAfterFill(bytes);
    }

    private static int ReadAfterFill(ByteWalker bytes)
    {
        int value;
        do
        {
            value = bytes.ReadByte();
        }
        while (value == 0xFF);

        return value;
    }

    private static int SkipEntropyCodedData(ByteWalker bytes)
    {
        while (true)
        {
            bytes.SkipPast(0xFF);
            var next = ReadAfterFill(bytes);
            if (next != 0 && !IsRestart(next))
            {
                return next;
            }
        }
    }

    private static bool IsRestart(int marker) => marker is >= 0xD0 and <= 0xD7;

    private static bool IsStandalone(int marker) => marker is 0x01 or 0xD8 || IsRestart(marker);

    private static bool IsStartOfFrame(int marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
