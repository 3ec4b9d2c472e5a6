using System.Text;

namespace NanoBanana.Client.Imaging;

/// <summary>WebP chunk by chunk to the end that its RIFF size names (RFC 9649).</summary>
internal static class WebPWalk
{
    /// <summary>The pixel size; null where the file is another kind of RIFF.</summary>
    public static (int Width, int Height)? Walk(ByteWalker bytes)
    {
        bytes.Format = OutputFormats.WebP;
        bytes.Skip(4);
        var left = (long)bytes.ReadUInt32LittleEndian();
        if (Encoding.ASCII.GetString(bytes.ReadBytes(4)) is not "WEBP")
        {
            return null;
        }

        left -= 4;
        (int Width, int Height) size = default;
        var hasPicture = false;
        while (left >= 8)
        {
            var type = Encoding.ASCII.GetString(bytes.ReadBytes(4));
            var length = (long)bytes.ReadUInt32LittleEndian();
            var header = bytes.ReadBytes((int)Math.Min(length, 10));
            var found = ReadSize(type, header);
            size = size == default ? found : size;
            hasPicture |= type is "VP8 " or "VP8L" or "ANMF";
            var padded = length + (length & 1);
            bytes.Skip(padded - header.Length);
            left -= 8 + padded;
        }

        return hasPicture && size.Width > 0 && size.Height > 0
            ? size
            : throw ImageFormatException.Damaged(OutputFormats.WebP, "it has no picture in it");
    }

    private static (int Width, int Height) ReadSize(string type, byte[] b) => type switch
    {
        "VP8X" when b.Length == 10 => ((b[4] | (b[5] << 8) | (b[6] << 16)) + 1, (b[7] | (b[8] << 8) | (b[9] << 16)) + 1),
        "VP8 " when b.Length == 10 => ((b[6] | (b[7] << 8)) & 0x3FFF, (b[8] | (b[9] << 8)) & 0x3FFF),
        "VP8L" when b.Length >= 5 => ((b[1] | ((b[2] & 0x3F) << 8)) + 1, ((b[2] >> 6) | (b[3] << 2) | ((b[4] & 0x0F) << 10)) + 1),
        _ => default,
    };
}
