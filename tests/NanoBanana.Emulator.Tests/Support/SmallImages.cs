using System.Buffers.Binary;
using System.Text;

namespace NanoBanana.Emulation.Tests.Support;

/// <summary>Just enough of an image file to show its size.</summary>
internal static class SmallImages
{
    public static byte[] Of(string kind, int width, int height) => kind switch
    {
        "png" => Png(width, height),
        "jpeg" => Jpeg(width, height, []),
        "jpeg-turned" => Jpeg(width, height, Exif(orientation: 6)),
        "webp" => Webp(width, height),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static byte[] Png(int width, int height) =>
    [
        0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A,
        .. Big32(13), .. Ascii("IHDR"), .. Big32(width), .. Big32(height), 8, 2, 0, 0, 0, .. Big32(0),
    ];

    private static byte[] Jpeg(int width, int height, byte[] exif) =>
    [
        0xFF, 0xD8, .. exif, 0xFF, 0xC0, 0, 17, 8, .. Big16(height), .. Big16(width), 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0,
    ];

    private static byte[] Exif(byte orientation)
    {
        byte[] tiff = [.. Ascii("MM"), 0, 42, .. Big32(8), 0, 1, 0x01, 0x12, 0, 3, .. Big32(1), 0, orientation, 0, 0, .. Big32(0)];
        return [0xFF, 0xE1, .. Big16(tiff.Length + 8), .. Ascii("Exif"), 0, 0, .. tiff];
    }

    private static byte[] Webp(int width, int height) =>
    [
        .. Ascii("RIFF"), 22, 0, 0, 0, .. Ascii("WEBPVP8X"), 10, 0, 0, 0, 0, 0, 0, 0,
        (byte)(width - 1), (byte)((width - 1) >> 8), 0, (byte)(height - 1), (byte)((height - 1) >> 8), 0,
    ];

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Big16(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Big32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
