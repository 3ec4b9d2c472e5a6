using System.Text;

namespace NanoBanana.Client.Imaging.Metadata;

/// <summary>JPEG segment by segment (ITU-T T.81, annex B): what decoding needs is copied, the rest is not.</summary>
internal static class JpegStrip
{
    private const int StartOfScan = 0xDA;
    private const int EndOfImage = 0xD9;
    private const int App0 = 0xE0;
    private const int App1 = 0xE1;
    private const int App2 = 0xE2;
    private const int App13 = 0xED;
    private const int App14 = 0xEE;
    private const int App15 = 0xEF;
    private const int Comment = 0xFE;

    public static void Copy(ByteWalker bytes, Stream target, int orientation, List<string> removed)
    {
        target.WriteAll(bytes.ReadBytes(2));
        var oriented = orientation is 1;
        var marker = ReadMarker(bytes);
        while (marker != EndOfImage)
        {
            if (marker is 0x01 or 0xD8 or (>= 0xD0 and <= 0xD7))
            {
                target.WriteAll([0xFF, (byte)marker]);
                marker = ReadMarker(bytes);
                continue;
            }

            // behind JFIF's own segment, which must come first
            if (!oriented && marker != App0)
            {
                WriteOrientation(target, orientation);
                oriented = true;
            }

            var payload = bytes.ReadBytes(bytes.ReadUInt16() - 2);
            if (Unwanted(marker, payload) is { } what)
            {
                removed.Add(what);
            }
            else
            {
                target.WriteAll([0xFF, (byte)marker]);
                target.WriteUInt16(payload.Length + 2);
                target.WriteAll(payload);
            }

            marker = marker == StartOfScan ? CopyScan(bytes, target) : ReadMarker(bytes);
        }

        target.WriteAll([0xFF, EndOfImage]);
    }

    private static void WriteOrientation(Stream target, int orientation)
    {
        byte[] payload = [.. Encoding.ASCII.GetBytes("Exif\0\0"), .. ExifOrientation.Block(orientation)];
        target.WriteAll([0xFF, App1]);
        target.WriteUInt16(payload.Length + 2);
        target.WriteAll(payload);
    }

    // of the application segments, only those are kept that say how to decode
    private static string? Unwanted(int marker, byte[] payload) => marker switch
    {
        App0 when Starts(payload, "JFIF\0") => null,
        App2 when Starts(payload, "ICC_PROFILE\0") => null,
        App14 when Starts(payload, "Adobe") => null,
        App1 when Starts(payload, "Exif\0") => "EXIF",
        App1 when Starts(payload, "http://ns.adobe.com/") => "XMP",
        App13 => "IPTC",
        Comment => "a comment",
        >= App0 and <= App15 => FormattableString.Invariant($"an APP{marker - App0} segment"),
        _ => null,
    };

    private static bool Starts(byte[] payload, string text)
    {
        var start = Encoding.ASCII.GetBytes(text);
        return payload.Length >= start.Length && payload.Take(start.Length).SequenceEqual(start);
    }

    private static int ReadMarker(ByteWalker bytes)
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

            var next = ReadMarker(bytes);
            if (next != 0 && next is not (>= 0xD0 and <= 0xD7))
            {
                return next;
            }

            target.WriteAll([0xFF, (byte)next]);
        }
    }
}
