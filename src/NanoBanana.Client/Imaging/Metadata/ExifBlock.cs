using System.Text;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Imaging.Metadata;

/// <summary>
/// Finds the EXIF block of an image and reads nothing else of its metadata: a general reader unpacks and parses whatever a
/// stranger put into the file.
/// </summary>
internal static class ExifBlock
{
    /// <summary>A segment of a JPEG holds no more; larger blocks hold thumbnails behind what is looked for.</summary>
    private const int Longest = 65_533;

    private static readonly byte[] JpegName = Encoding.ASCII.GetBytes("Exif\0\0");

    /// <summary>The block, starting with its TIFF header and cut if it is long; null if there is none.</summary>
    /// <param name="image">Seekable.</param>
    public static byte[]? Find(Stream image)
    {
        image.Position = 0;
        return Read(image, 12) switch
        {
            [0xFF, 0xD8, ..] => InJpeg(image),
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => InPng(image),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', .., (byte)'W', (byte)'E', (byte)'B', (byte)'P'] => InWebP(image),
            _ => null,
        };
    }

    // before the first scan (ITU-T T.81, B.1.1.2)
    private static byte[]? InJpeg(Stream image)
    {
        const int StartOfScan = 0xDA, EndOfImage = 0xD9, App1 = 0xE1;
        image.Position = 2;
        while (image.ReadByte() == 0xFF)
        {
            int marker;
            do
            {
                marker = image.ReadByte();
            }
            while (marker == 0xFF);

            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
            {
                continue;
            }

            if (marker is StartOfScan or EndOfImage || Read(image, 2) is not [var high, var low])
            {
                return null;
            }

            var end = image.Position + ((high << 8) | low) - 2;
            if (marker == App1 && Read(image, (int)Math.Max(0, end - image.Position)) is { } payload && payload.AsSpan().StartsWith(JpegName))
            {
                return payload.AsSpan(JpegName.Length).ToArray();
            }

            Skip(image, end - image.Position);
        }

        return null;
    }

    // PNG, third edition, 11.3.4.5
    private static byte[]? InPng(Stream image)
    {
        image.Position = 8;
        while (Read(image, 8) is [var a, var b, var c, var d, _, _, _, _] head && Encoding.ASCII.GetString(head, 4, 4) is var type and not "IEND")
        {
            var length = ((uint)a << 24) | ((uint)b << 16) | ((uint)c << 8) | d;
            if (type is "eXIf")
            {
                return Read(image, (int)Math.Min(length, Longest));
            }

            Skip(image, length + 4L);
        }

        return null;
    }

    // only the extended form has one (RFC 9649, 2.7.1.5)
    private static byte[]? InWebP(Stream image)
    {
        image.Position = 4;
        var end = Read(image, 4) is [var e, var f, var g, var h] ? 8 + (e | ((uint)f << 8) | ((uint)g << 16) | ((long)h << 24)) : 0;
        image.Position = 12;
        var extended = false;

        // what follows the end does not belong to the image
        while (image.Position < end && Read(image, 8) is [_, _, _, _, var a, var b, var c, var d] head && Encoding.ASCII.GetString(head, 0, 4) is var type)
        {
            var length = a | ((uint)b << 8) | ((uint)c << 16) | ((uint)d << 24);
            extended |= type is "VP8X";
            if (type is "EXIF" && extended && Read(image, (int)Math.Min(length, Longest)) is { } block)
            {
                // some writers put the name of the JPEG segment before it
                return block.AsSpan().StartsWith(JpegName) ? block.AsSpan(JpegName.Length).ToArray() : block;
            }

            Skip(image, length + (length & 1L));
        }

        return null;
    }

    private static void Skip(Stream image, long count) => image.Position = Math.Min(image.Position + count, image.Length);

    // fewer at the end of the image
    private static byte[] Read(Stream image, int count)
    {
        var bytes = new byte[count];
        var filled = 0;
        int read;
        while (filled < count && (read = image.Read(bytes, filled, count - filled)) > 0)
        {
            filled += read;
        }

        return filled == count ? bytes : bytes.AsSpan(0, filled).ToArray();
    }
}
