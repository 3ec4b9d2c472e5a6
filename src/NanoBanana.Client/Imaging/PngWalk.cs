using System.Text;

namespace NanoBanana.Client.Imaging;

/// <summary>PNG chunk by chunk, each with its CRC, to IEND (W3C PNG, section 5).</summary>
internal static class PngWalk
{
    private const int HeaderLength = 13;

    /// <summary>The pixel size.</summary>
    public static (int Width, int Height) Walk(ByteWalker bytes)
    {
        bytes.Format = OutputFormats.Png;
        bytes.Skip(8);
        (int Width, int Height) size = default;
        var hasData = false;
        while (true)
        {
            var length = bytes.ReadUInt32();
            var typeBytes = bytes.ReadBytes(4);
            var type = Encoding.ASCII.GetString(typeBytes);
            var crc = new Crc32();
            crc.Append(typeBytes, 0, 4);
            if (type is "IHDR" && length == HeaderLength)
            {
                var header = bytes.ReadBytes(HeaderLength);
                crc.Append(header, 0, HeaderLength);
                size = (BigEndian(header, 0), BigEndian(header, 4));
            }
            else
            {
                bytes.Skip(length, crc.Append);
            }

            if (bytes.ReadUInt32() != crc.Value)
            {
                throw ImageFormatException.Damaged(OutputFormats.Png, FormattableString.Invariant($"the checksum of its {type} chunk before byte {bytes.Position:N0} is wrong"));
            }

            hasData |= type is "IDAT";
            if (type is "IEND")
            {
                return hasData && size.Width > 0 && size.Height > 0
                    ? size
                    : throw ImageFormatException.Damaged(OutputFormats.Png, "it has no picture in it");
            }
        }
    }

    private static int BigEndian(byte[] bytes, int at) =>
        (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
}
