using System.Text;

namespace NanoBanana.Client.Imaging.Provenance;

/// <summary>
/// Takes the C2PA manifest store out of an image: a <c>caBX</c> chunk of a PNG, APP11 segments of a JPEG, a <c>C2PA</c> chunk of a WebP
/// (C2PA 2.2, A.3). Nothing of it is interpreted.
/// </summary>
internal static class ManifestBytes
{
    private const int JpegHeader = 8;
    private const int BoxHeader = 8;
    private const int Largest = 64 * 1024 * 1024;

    /// <summary>The store; null if there is none.</summary>
    /// <param name="image">Seekable.</param>
    /// <param name="format">One of <see cref="OutputFormats"/>.</param>
    /// <exception cref="ImageFormatException">The file ends in the middle of it.</exception>
    public static byte[]? Find(Stream image, string format)
    {
        image.Position = 0;
        using var bytes = new ByteWalker(image) { Format = format };
        return format switch
        {
            OutputFormats.Png => InPng(bytes),
            OutputFormats.Jpeg => InJpeg(bytes),
            _ => InWebP(bytes),
        };
    }

    private static byte[]? InPng(ByteWalker bytes)
    {
        bytes.Skip(8);
        while (TryRead(bytes, 8) is { } head)
        {
            var length = ((long)head[0] << 24) | ((long)head[1] << 16) | ((long)head[2] << 8) | head[3];
            switch (Encoding.ASCII.GetString(head, 4, 4))
            {
                case "caBX":
                    return Content(bytes, length);
                case "IEND":
                    return null;
            }

            if (!TrySkip(bytes, length + 4))
            {
                return null;
            }
        }

        return null;
    }

    private static byte[]? InWebP(ByteWalker bytes)
    {
        bytes.Skip(12);
        while (TryRead(bytes, 8) is { } head)
        {
            var length = head[4] | ((long)head[5] << 8) | ((long)head[6] << 16) | ((long)head[7] << 24);
            if (Encoding.ASCII.GetString(head, 0, 4) is "C2PA")
            {
                return Content(bytes, length);
            }

            if (!TrySkip(bytes, length + (length & 1)))
            {
                return null;
            }
        }

        return null;
    }

    // JPEG XT, ISO 18477-3, annex B: "JP", the number of the box, the number of the packet from 1, and in each packet the box's header
    private static byte[]? InJpeg(ByteWalker bytes)
    {
        using var store = new MemoryStream();
        bytes.Skip(2);
        while (TryRead(bytes, 4) is [0xFF, var marker, var high, var low] && marker is not (JpegMarkers.StartOfScan or JpegMarkers.EndOfImage))
        {
            var length = ((high << 8) | low) - 2;
            if (marker != JpegMarkers.App11 || length < JpegHeader + BoxHeader)
            {
                if (length < 0 || !TrySkip(bytes, length))
                {
                    break;
                }

                continue;
            }

            var packet = bytes.ReadBytes(length);
            if (packet[0] == 'J' && packet[1] == 'P')
            {
                var from = JpegHeader + (store.Length == 0 ? 0 : BoxHeader);
                store.Write(packet, from, packet.Length - from);
            }
        }

        return store.Length == 0 ? null : store.ToArray();
    }

    private static byte[] Content(ByteWalker bytes, long length) =>
        length <= Largest ? bytes.ReadBytes((int)length) : throw new InvalidDataException("The manifest store is too large.");

    private static byte[]? TryRead(ByteWalker bytes, int count)
    {
        try
        {
            return bytes.ReadBytes(count);
        }
        catch (ImageFormatException)
        {
            return null;
        }
    }

    private static bool TrySkip(ByteWalker bytes, long count)
    {
        try
        {
            bytes.Skip(count);
            return true;
        }
        catch (ImageFormatException)
        {
            return false;
        }
    }
}
