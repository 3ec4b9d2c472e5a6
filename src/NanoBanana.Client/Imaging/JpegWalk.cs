namespace NanoBanana.Client.Imaging;

/// <summary>
/// JPEG from SOI through every SOS to EOI (ITU-T T.81, annex B), as generous as decoders: stray bytes between segments and a
/// missing EOI are flaws.
/// </summary>
internal static class JpegWalk
{
    public static void Walk(ByteWalker bytes, ImageFindings found)
    {
        var frame = new JpegFrame(found);
        try
        {
            bytes.Skip(2);
            Walk(bytes, found, frame);
            frame.Ended(isWhole: true);
        }
        catch (ImageFormatException error)
        {
            // of several scans, decoders read all before they give a row, and give none if a header among them makes no sense
            if (found.HasPixels && !frame.HasAll && !error.IsEnd)
            {
                found.Damaged(error.Message);
            }

            frame.Ended(isWhole: false);
            throw;
        }
    }

    private static void Walk(ByteWalker bytes, ImageFindings found, JpegFrame frame)
    {
        var marker = ReadMarker(bytes, found);
        while (marker != JpegMarkers.EndOfImage)
        {
            if (JpegMarkers.IsStandalone(marker))
            {
                marker = ReadMarker(bytes, found);
                continue;
            }

            var length = bytes.ReadUInt16();
            if (length < 2)
            {
                throw ImageFormatException.Damaged(OutputFormats.Jpeg, FormattableString.Invariant($"it has a segment of length {length} at byte {bytes.Position:N0}"));
            }

            marker = ReadSegment(bytes, found, frame, marker, length - 2);
        }

        found.End = bytes.Position - 2;
    }

    private static int ReadSegment(ByteWalker bytes, ImageFindings found, JpegFrame frame, int marker, int length)
    {
        found.HasManifest |= marker == JpegMarkers.App11;
        if (JpegMarkers.IsStartOfFrame(marker))
        {
            frame.Start(marker, bytes.ReadBytes(length));
        }
        else if (marker == JpegMarkers.StartOfScan)
        {
            var counts = !frame.HasAll;
            frame.Scan(bytes.ReadBytes(length));
            found.DataEnd = counts ? null : found.DataEnd;
            var next = SkipEntropyCodedData(bytes);
            found.DataEnd ??= bytes.Position - 2;
            return next;
        }
        else
        {
            bytes.Skip(length);
        }

        return ReadMarker(bytes, found);
    }

    private static int ReadMarker(ByteWalker bytes, ImageFindings found)
    {
        if (bytes.ReadByte() == 0xFF && ReadAfterFill(bytes) is var next and not 0)
        {
            return next;
        }

        // libjpeg's next_marker does the same: it looks for the next marker, and warns
        found.Strays(bytes.Position - 1);
        while (true)
        {
            bytes.SkipPast(0xFF);
            next = ReadAfterFill(bytes);
            if (next != 0)
            {
                return next;
            }
        }
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
            if (next != 0 && !JpegMarkers.IsRestart(next))
            {
                return next;
            }
        }
    }
}
