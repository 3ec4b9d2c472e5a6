namespace NanoBanana.Client.Images.Metadata;

/// <summary>The smallest EXIF block there is: a TIFF header and one entry, the orientation (EXIF 2.32, 4.6.4 A).</summary>
internal static class ExifOrientation
{
    public static byte[] Block(int orientation) =>
    [
        (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
        0, 1,
        0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0,
        0, 0, 0, 0,
    ];
}
