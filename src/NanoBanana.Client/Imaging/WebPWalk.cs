using System.Text;
using NanoBanana.Client.Imaging.Metadata;

namespace NanoBanana.Client.Imaging;

/// <summary>WebP chunk by chunk to the end that its RIFF size names (RFC 9649).</summary>
internal static class WebPWalk
{
    private const int AnimationFlag = 0x02;

    public static void Walk(ByteWalker bytes, ImageFindings found)
    {
        bytes.Skip(4);
        var left = (long)bytes.ReadUInt32LittleEndian() - 4;
        bytes.Skip(4);
        while (left >= 8)
        {
            var type = Encoding.ASCII.GetString(bytes.ReadBytes(4));
            var length = (long)bytes.ReadUInt32LittleEndian();
            var header = bytes.ReadBytes((int)Math.Min(length, 10));
            if (ReadSize(type, header) is { Width: > 0 } size && found.Width == 0)
            {
                (found.Width, found.Height) = size;
            }

            found.HasManifest |= type is "C2PA";
            found.HasPixels |= WebPChunk.IsPixels(type);
            found.Pixels |= type is "VP8X" && header.Length > 0 && (header[0] & AnimationFlag) != 0 ? PixelKind.Animated : PixelKind.Plain;
            var padded = length + (length & 1);
            bytes.Skip(padded - header.Length);
            left -= 8 + padded;
        }

        found.End = bytes.Position;
    }

    private static (int Width, int Height) ReadSize(string type, byte[] b) => type switch
    {
        "VP8X" when b.Length == 10 => ((b[4] | (b[5] << 8) | (b[6] << 16)) + 1, (b[7] | (b[8] << 8) | (b[9] << 16)) + 1),
        "VP8 " when b.Length == 10 => ((b[6] | (b[7] << 8)) & 0x3FFF, (b[8] | (b[9] << 8)) & 0x3FFF),
        "VP8L" when b.Length >= 5 => ((b[1] | ((b[2] & 0x3F) << 8)) + 1, ((b[2] >> 6) | (b[3] << 2) | ((b[4] & 0x0F) << 10)) + 1),
        _ => default,
    };
}
