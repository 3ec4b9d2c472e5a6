using System.Text;

namespace NanoBanana.Client.Imaging.Metadata;

/// <summary>The XMP chunk of a WebP, which only the extended form has (RFC 9649, 2.7.1.5).</summary>
internal static class WebPText
{
    private const int HeaderLength = 12;
    private const byte AlphaFlag = 0x10;

    public static void Copy(Stream source, Stream target, ImageFacts facts, ImageDescription description)
    {
        using var bytes = new ByteWalker(source) { Format = OutputFormats.WebP };
        bytes.Skip(4);
        var left = (long)bytes.ReadUInt32LittleEndian() - 4;
        bytes.Skip(4);
        target.WriteAll(new byte[HeaderLength]);
        var (isFirst, hasXmp) = (true, false);
        while (left >= 8)
        {
            var type = Encoding.ASCII.GetString(bytes.ReadBytes(4));
            var data = bytes.ReadBytes((int)bytes.ReadUInt32LittleEndian());
            left -= 8 + data.Length + (data.Length & 1);
            bytes.Skip(Math.Min(data.Length & 1, left + 1));
            if (isFirst && type is not "VP8X")
            {
                WebPChunk.Write(target, "VP8X", Extended(facts, hasAlpha: type is "VP8L" && data.Length > 4 && (data[4] & AlphaFlag) != 0));
            }

            data = type switch
            {
                "VP8X" when data.Length > 0 => [(byte)(data[0] | WebPChunk.XmpFlag), .. data.Skip(1)],
                "XMP " => XmpPacket.With(data, description),
                _ => data,
            };
            hasXmp |= type is "XMP ";
            isFirst = false;
            WebPChunk.Write(target, type, data);
        }

        if (!hasXmp)
        {
            WebPChunk.Write(target, "XMP ", XmpPacket.New(description));
        }

        WebPChunk.WriteHeader(target);
    }

    // alpha_is_used is bit 4 of the last byte of VP8L's header (RFC 9649, 3.4), and the flag of VP8X has the same place
    private static byte[] Extended(ImageFacts facts, bool hasAlpha)
    {
        var (w, h) = (facts.Width - 1, facts.Height - 1);
        return
        [
            (byte)(WebPChunk.XmpFlag | (hasAlpha ? AlphaFlag : 0)), 0, 0, 0,
            (byte)w, (byte)(w >> 8), (byte)(w >> 16), (byte)h, (byte)(h >> 8), (byte)(h >> 16),
        ];
    }
}
