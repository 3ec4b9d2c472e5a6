using System.Text;

namespace NanoBanana.Emulation.Images;

/// <summary>
/// Writes a picture as a baseline JPEG without subsampling. A flat 8×8 block has one coefficient, its mean, so there
/// is no cosine transform in here, and the AC table knows one code: "the rest is zero".
/// </summary>
internal static class JpegWriter
{
    // With this divisor the quantised mean of a flat block is its colour value itself.
    private const byte Quantiser = 8;
    private const int MaxComment = 65533;

    public static byte[] Write(Picture picture, string comment)
    {
        using var jpeg = new MemoryStream();
        Marker(jpeg, 0xD8);
        Segment(jpeg, 0xE0, [(byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        Segment(jpeg, 0xFE, Comment(comment));
        Segment(jpeg, 0xDB, [0, .. Enumerable.Repeat(Quantiser, 64)]);
        Segment(jpeg, 0xC0, Frame(picture.Size));
        Segment(jpeg, 0xC4, [0x00, .. JpegHuffman.MeanTable, 0x10, .. JpegHuffman.RestTable]);
        Segment(jpeg, 0xDA, [3, 1, 0x00, 2, 0x00, 3, 0x00, 0, 63, 0]);
        Scan(jpeg, picture);
        Marker(jpeg, 0xD9);
        return jpeg.ToArray();
    }

    private static byte[] Frame(PixelSize size) =>
    [
        8, .. BigEndian.Bytes((ushort)size.Height), .. BigEndian.Bytes((ushort)size.Width), 3,
        1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0,
    ];

    private static void Scan(Stream jpeg, Picture picture)
    {
        var means = JpegColours.Means(picture.Rgb);
        var bits = new JpegBitWriter(jpeg);
        var previous = new int[3];
        for (var i = 0; i < means.Length; i++)
        {
            JpegHuffman.WriteBlock(bits, means[i] - previous[i % 3]);
            previous[i % 3] = means[i];
        }

        bits.Finish();
    }

    private static byte[] Comment(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length <= MaxComment)
        {
            return bytes;
        }

        // Step back to the start of a character, or the comment ends in half a one.
        var end = MaxComment;
        while ((bytes[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return [.. bytes.Take(end)];
    }

    private static void Marker(Stream jpeg, byte code)
    {
        jpeg.WriteByte(0xFF);
        jpeg.WriteByte(code);
    }

    private static void Segment(Stream jpeg, byte code, byte[] content)
    {
        Marker(jpeg, code);
        jpeg.Write(BigEndian.Bytes((ushort)(content.Length + 2)), 0, 2);
        jpeg.Write(content, 0, content.Length);
    }
}
