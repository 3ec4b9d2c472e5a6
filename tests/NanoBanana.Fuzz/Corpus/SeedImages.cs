using System.Text;
using NanoBanana.Client.Imaging.Metadata;
using SkiaSharp;

namespace NanoBanana.Fuzz.Corpus;

/// <summary>Small whole images of every kind that is read, with all that may be beside their pixels.</summary>
internal static class SeedImages
{
    private static readonly byte[] Lossy = Convert.FromBase64String("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
    private static readonly byte[] Lossless = Convert.FromBase64String("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

    public static IReadOnlyList<byte[]> All { get; } =
    [
        Png(8, 2), Png(8, 6), Png(1, 0), Png(4, 3), Png(16, 4), Png(8, 2, interlaced: true),
        Jpeg(), Exif(Jpeg(), 6), Progressive(),
        Lossy, Lossless, Extended(),
    ];

    private static byte[] Png(int depth, int colour, bool interlaced = false)
    {
        const int Width = 9, Height = 5;
        var channels = colour switch { 0 or 3 => 1, 4 => 2, 2 => 3, _ => 4 };
        var row = ((Width * channels * depth) + 7) / 8;
        var pixels = Enumerable.Range(0, Height).SelectMany(y => Enumerable.Range(0, row).Select(x => (byte)((x * 7 * (y + 1)) & 3)).Prepend((byte)(y % 5))).ToArray();
        return
        [
            .. PngParts.Signature,
            .. PngParts.Header(Width, Height, (byte)depth, (byte)colour, interlaced),
            .. PngParts.Chunk("eXIf", ExifOrientation.Block(6)),
            .. PngParts.Chunk("tEXt", Encoding.ASCII.GetBytes("Comment\0made by hand")),
            .. colour == 3 ? PngParts.Chunk("PLTE", [0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255, .. new byte[36]]) : [],
            .. colour == 3 ? PngParts.Chunk("tRNS", [0, 128]) : [],
            .. PngParts.Pixels(pixels),
            .. PngParts.End,
        ];
    }

    private static byte[] Jpeg()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(24, 17, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var pixels = bitmap.GetPixelSpan();
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(i % 4 == 3 ? 255 : i * 5);
        }

        using var file = bitmap.Encode(SKEncodedImageFormat.Jpeg, 80);
        return file.ToArray();
    }

    private static byte[] Exif(byte[] jpeg, int orientation) =>
        [.. jpeg.AsSpan(0, 2), .. Segment(0xE1, [.. "Exif\0\0"u8, .. ExifOrientation.Block(orientation)]), .. Segment(0xFE, [.. "a comment"u8]), .. jpeg.AsSpan(2)];

    // 32 x 24, written by libjpeg-turbo
    private static byte[] Progressive() => Convert.FromBase64String("/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wgARCAAYACADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAUH/8QAFwEBAQEBAAAAAAAAAAAAAAAAAAcFCP/aAAwDAQACEAMQAAABzBKaNpqpQkDoWFgf/8QAFRABAQAAAAAAAAAAAAAAAAAAABP/2gAIAQEAAQUCoooooooooooo/8QAGREAAQUAAAAAAAAAAAAAAAAAAAMUFVFh/9oACAEDAQE/AZ3Sd0drWO1rP//EABkRAAEFAAAAAAAAAAAAAAAAAAADFBZRYf/aAAgBAgEBPwGO4R3BkjQyRo//xAAUEAEAAAAAAAAAAAAAAAAAAAAw/9oACAEBAAY/Ak//xAAUEAEAAAAAAAAAAAAAAAAAAAAw/9oACAEBAAE/IU//AP/aAAwDAQACAAMAAAAQxx99/8QAFBEBAAAAAAAAAAAAAAAAAAAAIP/aAAgBAwEBPxAfJ//EABQRAQAAAAAAAAAAAAAAAAAAACD/2gAIAQIBAT8QC/8A/8QAFRABAQAAAAAAAAAAAAAAAAAAAHH/2gAIAQEAAT8QpSlKUpSlKU//2Q==");

    private static byte[] Extended()
    {
        byte[] chunks = [.. Riff("VP8X", [0x0C, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. Riff("ICCP", [1, 2, 3]), .. Lossy.AsSpan(12), .. Riff("EXIF", ExifOrientation.Block(6)), .. Riff("XMP ", [.. "<x/>"u8])];
        return [.. "RIFF"u8, .. Little(chunks.Length + 4), .. "WEBP"u8, .. chunks];
    }

    private static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    private static byte[] Riff(string type, byte[] data) => [.. Encoding.ASCII.GetBytes(type), .. Little(data.Length), .. data, .. new byte[data.Length & 1]];

    private static byte[] Little(int value) => BitConverter.GetBytes(value);
}
