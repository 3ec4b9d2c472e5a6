using System.Text;

namespace NanoBanana.Client.Imaging.Metadata;

/// <summary>The comment of a JPEG (ITU-T T.81, B.2.4.5), and XMP in an APP1 segment.</summary>
internal static class JpegText
{
    /// <summary>What a segment holds besides its length.</summary>
    private const int Longest = 65_533;

    private static readonly byte[] XmpName = Encoding.ASCII.GetBytes("http://ns.adobe.com/xap/1.0/\0");

    public static void Copy(Stream source, Stream target, ImageDescription description)
    {
        using var bytes = new ByteWalker(source) { Format = OutputFormats.Jpeg };
        target.WriteAll(bytes.ReadBytes(2));
        var hasXmp = false;

        // JFIF and EXIF want to be first
        var head = bytes.ReadBytes(2);
        while (head is [0xFF, >= JpegMarkers.App0 and <= JpegMarkers.App15])
        {
            var payload = bytes.ReadBytes(bytes.ReadUInt16() - 2);
            if (head[1] == JpegMarkers.App1 && payload.AsSpan().StartsWith(XmpName))
            {
                hasXmp = true;
                var packet = XmpPacket.With(payload.AsSpan(XmpName.Length).ToArray(), description);
                payload = packet.Length + XmpName.Length <= Longest ? [.. XmpName, .. packet] : payload;
            }

            WriteSegment(target, head[1], payload);
            head = bytes.ReadBytes(2);
        }

        if (!hasXmp && XmpPacket.New(description) is var xmp && xmp.Length + XmpName.Length <= Longest)
        {
            WriteSegment(target, JpegMarkers.App1, [.. XmpName, .. xmp]);
        }

        WriteSegment(target, JpegMarkers.Comment, Comment(description));
        target.WriteAll(head);
        bytes.CopyRest(target);
    }

    private static void WriteSegment(Stream target, int marker, byte[] payload)
    {
        target.WriteAll([0xFF, (byte)marker]);
        target.WriteUInt16(payload.Length + 2);
        target.WriteAll(payload);
    }

    private static byte[] Comment(ImageDescription description)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join("\n", description.Entries("Prompt").Select(entry => entry.Key + ": " + entry.Value)));
        var length = Math.Min(bytes.Length, Longest);
        while (length < bytes.Length && (bytes[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return [.. bytes.Take(length)];
    }
}
