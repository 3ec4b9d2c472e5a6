namespace NanoBanana.Testing;

/// <summary>
/// Decodable grey baseline JPEG images: one code of one bit a table, so that a block is two zero bits. A restart marker
/// follows every block, and the EXIF block can state an orientation.
/// </summary>
public static class JpegBytes
{
    public static byte[] Make(int width, int height, int? orientation = null) =>
    [
        0xFF, 0xD8,
        .. orientation is { } value ? Segment(0xE1, Exif(value)) : [],
        .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
        .. Segment(0xC0, [8, .. Big(height), .. Big(width), 1, 1, 0x11, 0]),
        .. Segment(0xC4, [0x00, 1, .. new byte[15], 0]),
        .. Segment(0xC4, [0x10, 1, .. new byte[15], 0]),
        .. Segment(0xDD, [0, 1]),
        .. Scan(((width + 7) / 8) * ((height + 7) / 8)),
        0xFF, 0xD9,
    ];

    /// <summary>Two scans with stuffed and fill bytes between, as progressive files have them.</summary>
    public static byte[] Progressive(int width, int height) =>
    [
        0xFF, 0xD8,
        .. Segment(0xC2, [8, .. Big(height), .. Big(width), 1, 1, 0x11, 0]),
        .. Segment(0xDA, [1, 1, 0, 0, 0, 0]), 0x12, 0xFF, 0x00, 0x34,
        0xFF, 0xFF, 0xC4, .. Big(21), 0x10, 1, .. new byte[15], 0, 0,
        .. Segment(0xDA, [1, 1, 0, 1, 63, 0]), 0x56, 0xFF, 0x00,
        0xFF, 0xD9,
    ];

    private static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, .. Big(data.Length + 2), .. data];

    private static byte[] Big(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Scan(int blocks) =>
    [
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
        .. Enumerable.Range(0, blocks).SelectMany(block => block == blocks - 1 ? new byte[] { 0x3F } : [0x3F, 0xFF, (byte)(0xD0 + (block & 7))]),
    ];

    private static byte[] Exif(int orientation) =>
    [
        .. "Exif\0\0II*\0"u8, .. Pictures.Little(8, 4),
        .. Pictures.Little(1, 2), .. Pictures.Little(0x0112, 2), .. Pictures.Little(3, 2), .. Pictures.Little(1, 4), .. Pictures.Little(orientation, 4),
        .. Pictures.Little(0, 4),
    ];
}
