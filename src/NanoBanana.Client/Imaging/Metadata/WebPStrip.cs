using System.Text;

namespace NanoBanana.Client.Imaging.Metadata;

/// <summary>WebP chunk by chunk (RFC 9649): EXIF and XMP are left out, and the header says so.</summary>
internal static class WebPStrip
{
    private const int HeaderLength = 12;
    private const byte ExifFlag = 0x08;
    private const byte XmpFlag = 0x04;

    public static void Copy(ByteWalker bytes, Stream target, int orientation, List<string> removed)
    {
        bytes.Skip(4);
        var left = (long)bytes.ReadUInt32LittleEndian() - 4;
        bytes.Skip(4);
        target.WriteAll(new byte[HeaderLength]);
        var extended = false;
        while (left >= 8)
        {
            var name = bytes.ReadBytes(4);
            var type = Encoding.ASCII.GetString(name);
            var length = bytes.ReadUInt32LittleEndian();
            var padded = length + (length & 1);
            left -= 8 + padded;
            if (type is "EXIF" or "XMP ")
            {
                bytes.Skip(padded);
                removed.Add(type.Trim());
                continue;
            }

            target.WriteAll(name);
            target.WriteUInt32LittleEndian(length);
            if (type is "VP8X" && length > 0)
            {
                extended = true;
                var flags = bytes.ReadByte() & ~(ExifFlag | XmpFlag);
                target.WriteByte((byte)(orientation is 1 ? flags : flags | ExifFlag));
                padded--;
            }

            bytes.Skip(padded, target.Write);
        }

        // only the extended form can carry an orientation, so only there can one have been
        if (extended && orientation is not 1)
        {
            var block = ExifOrientation.Block(orientation);
            target.WriteAll(Encoding.ASCII.GetBytes("EXIF"));
            target.WriteUInt32LittleEndian((uint)block.Length);
            target.WriteAll(block);
        }

        WriteHeader(target);
    }

    private static void WriteHeader(Stream target)
    {
        var length = target.Length;
        target.Position = 0;
        target.WriteAll(Encoding.ASCII.GetBytes("RIFF"));
        target.WriteUInt32LittleEndian((uint)(length - 8));
        target.WriteAll(Encoding.ASCII.GetBytes("WEBP"));
        target.Position = length;
    }
}
