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
        var copied = new Copied();
        try
        {
            CopyChunks(bytes, target, left, facts, description, copied);
        }
        catch (ImageFormatException) when (copied.HasPixels)
        {
            // decoders do with a file that ends early once the rows are there
        }

        if (!copied.HasXmp)
        {
            WebPChunk.Write(target, "XMP ", XmpPacket.New(description));
        }

        WebPChunk.WriteHeader(target);
    }

    private static void CopyChunks(ByteWalker bytes, Stream target, long left, ImageFacts facts, ImageDescription description, Copied copied)
    {
        for (var isFirst = true; left >= 8; isFirst = false)
        {
            var type = Encoding.ASCII.GetString(bytes.ReadBytes(4));
            var length = bytes.ReadUInt32LittleEndian();
            var data = bytes.ReadAvailable(length);
            var padding = 0;
            if (isFirst && type is not "VP8X")
            {
                // without VP8X a decoder reads on into the byte that makes the length even
                if ((data.Length & 1) == 1 && data.Length == length && left > 8 + length && bytes.ReadAvailable(1) is [var last])
                {
                    (data, padding) = (last == 0 ? data : [.. data, last], 1);
                }

                WebPChunk.Write(target, "VP8X", Extended(facts, hasAlpha: type is "VP8L" && data.Length > 4 && (data[4] & AlphaFlag) != 0));
            }

            copied.HasPixels |= WebPChunk.IsPixels(type);
            copied.HasXmp |= type is "XMP ";
            WebPChunk.Write(target, type, type switch
            {
                "VP8X" when data.Length > 0 => [(byte)(data[0] | WebPChunk.XmpFlag), .. data.Skip(1)],
                "XMP " => XmpPacket.With(data, description),
                _ => data,
            });
            if (data.Length < length)
            {
                throw ImageFormatException.Damaged(OutputFormats.WebP, $"its {type} chunk is truncated");
            }

            left -= 8 + length + (length & 1);
            bytes.Skip(Math.Min(length & 1, left + 1) - padding);
        }
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

    /// <summary>What was copied so far.</summary>
    private sealed class Copied
    {
        public bool HasPixels { get; set; }

        public bool HasXmp { get; set; }
    }
}
