using System.Text;

namespace NanoBanana.Client.Imaging.Metadata;

/// <summary>JPEG segment by segment (ITU-T T.81, annex B): what decoding needs is copied, the rest is not.</summary>
internal static class JpegStrip
{
    private const int JfifHeader = 14;

    public static void Copy(ByteWalker bytes, Stream target, int orientation, List<string> removed)
    {
        target.WriteAll(bytes.ReadBytes(2));
        var oriented = orientation is 1;
        try
        {
            var marker = NextMarker(bytes, removed);
            while (marker != JpegMarkers.EndOfImage)
            {
                if (JpegMarkers.IsStandalone(marker))
                {
                    marker = NextMarker(bytes, removed);
                    continue;
                }

                // behind JFIF's own segment, which must come first
                if (!oriented && marker != JpegMarkers.App0)
                {
                    WriteOrientation(target, orientation);
                    oriented = true;
                }

                CopySegment(bytes, target, marker, removed);
                marker = marker == JpegMarkers.StartOfScan ? CopyScan(bytes, target) : NextMarker(bytes, removed);
            }
        }
        catch (ImageFormatException)
        {
            // decoders do with a file that lacks its end marker; the copy gets one
        }

        target.WriteAll([0xFF, JpegMarkers.EndOfImage]);
    }

    private static void CopySegment(ByteWalker bytes, Stream target, int marker, List<string> removed)
    {
        var length = bytes.ReadUInt16();
        if (length < 2)
        {
            throw ImageFormatException.Damaged(OutputFormats.Jpeg, "a segment has no length");
        }

        var payload = bytes.ReadBytes(length - 2);
        if (Unwanted(marker, payload) is { } what)
        {
            removed.Add(what);
            return;
        }

        if (marker == JpegMarkers.App0)
        {
            payload = Plain(payload, removed);
        }

        target.WriteAll([0xFF, (byte)marker]);
        target.WriteUInt16(payload.Length + 2);
        target.WriteAll(payload);
    }

    // JFIF 1.02: version, units, densities, and the size of a thumbnail, which follows; decoders need to know that it is JFIF
    private static byte[] Plain(byte[] jfif, List<string> removed)
    {
        if (jfif.Length > JfifHeader)
        {
            removed.Add("a thumbnail");
        }

        return [.. jfif.Take(5), 1, 1, 0, 0, 1, 0, 1, 0, 0];
    }

    private static void WriteOrientation(Stream target, int orientation)
    {
        byte[] payload = [.. Encoding.ASCII.GetBytes("Exif\0\0"), .. ExifOrientation.Block(orientation)];
        target.WriteAll([0xFF, JpegMarkers.App1]);
        target.WriteUInt16(payload.Length + 2);
        target.WriteAll(payload);
    }

    // an allow list: tables, frame, scans and restarts, and of the application segments those that say how to decode
    private static string? Unwanted(int marker, byte[] payload) => marker switch
    {
        >= 0xC0 and <= 0xCF => null,
        >= 0xDA and <= 0xDD => null,
        JpegMarkers.App0 when payload.Length >= JfifHeader && payload.StartsWith("JFIF\0") => null,
        JpegMarkers.App2 when payload.StartsWith("ICC_PROFILE\0") => null,
        JpegMarkers.App14 when payload.StartsWith("Adobe") => null,
        JpegMarkers.App0 when payload.StartsWith("JFXX\0") => "a thumbnail",
        JpegMarkers.App1 when payload.StartsWith("Exif\0") => "EXIF",
        JpegMarkers.App1 when payload.StartsWith("http://ns.adobe.com/") => "XMP",
        JpegMarkers.App2 when payload.StartsWith("MPF\0") => "an index of more pictures",
        JpegMarkers.App11 when payload.StartsWith("JP") => "Content Credentials",
        JpegMarkers.App13 => "IPTC",
        JpegMarkers.Comment => "a comment",
        >= JpegMarkers.App0 and <= JpegMarkers.App15 => FormattableString.Invariant($"an APP{marker - JpegMarkers.App0} segment"),
        _ => FormattableString.Invariant($"a segment of type {marker:X2}"),
    };

    private static int NextMarker(ByteWalker bytes, List<string> removed)
    {
        var strays = 0;
        while (true)
        {
            while (bytes.ReadByte() != 0xFF)
            {
                strays++;
            }

            if (AfterFill(bytes) is var marker and not 0)
            {
                if (strays > 0)
                {
                    removed.Add("bytes between segments");
                }

                return marker;
            }

            strays++;
        }
    }

    private static int AfterFill(ByteWalker bytes)
    {
        int value;
        do
        {
            value = bytes.ReadByte();
        }
        while (value == 0xFF);

        return value;
    }

    private static int CopyScan(ByteWalker bytes, Stream target)
    {
        while (true)
        {
            var value = bytes.ReadByte();
            if (value != 0xFF)
            {
                target.WriteByte(value);
                continue;
            }

            var next = AfterFill(bytes);
            if (next != 0 && !JpegMarkers.IsRestart(next))
            {
                return next;
            }

            target.WriteAll([0xFF, (byte)next]);
        }
    }
}
