using System.Text;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Imaging.Metadata;
using NanoBanana.Client.Imaging.Thumbnails;
using NanoBanana.Client.Imaging.Thumbnails.Jpeg;

namespace NanoBanana.Fuzz.Corpus;

/// <summary>Small whole images of every kind that is read, with all that may stand beside their pixels.</summary>
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

    private static byte[] Jpeg() => JpegWriter.Write(new Raster(24, 17, [.. Enumerable.Range(0, 24 * 17 * 3).Select(each => (byte)(each * 5))]), quality: 80);

    private static byte[] Exif(byte[] jpeg, int orientation) =>
        [.. jpeg.AsSpan(0, 2), .. Segment(0xE1, [.. "Exif\0\0"u8, .. ExifOrientation.Block(orientation)]), .. Segment(0xFE, [.. "a comment"u8]), .. jpeg.AsSpan(2)];

    // two scans with stuffed and fill bytes between; each block is two zero bits
    private static byte[] Progressive() =>
    [
        0xFF, 0xD8,
        .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
        .. Segment(0xC2, [8, 0, 8, 0, 16, 1, 1, 0x11, 0]),
        .. Segment(0xC4, [0x00, 1, .. new byte[15], 0]),
        .. Segment(0xC4, [0x10, 1, .. new byte[15], 0]),
        .. Segment(0xDA, [1, 1, 0, 0, 0, 0]), 0x12, 0xFF, 0x00, 0x34,
        0xFF, .. Segment(0xDA, [1, 1, 0, 1, 63, 0]), 0x06, 0xFF, 0x00,
        0xFF, 0xD9,
    ];

    private static byte[] Extended()
    {
        byte[] chunks = [.. Riff("VP8X", [0x0C, 0, 0, 0, 8, 0, 0, 4, 0, 0]), .. Riff("ICCP", [1, 2, 3]), .. Lossy.AsSpan(12), .. Riff("EXIF", ExifOrientation.Block(6)), .. Riff("XMP ", [.. "<x/>"u8])];
        return [.. "RIFF"u8, .. Little(chunks.Length + 4), .. "WEBP"u8, .. chunks];
    }

    private static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    private static byte[] Riff(string type, byte[] data) => [.. Encoding.ASCII.GetBytes(type), .. Little(data.Length), .. data, .. new byte[data.Length & 1]];

    private static byte[] Little(int value) => BitConverter.GetBytes(value);
}
