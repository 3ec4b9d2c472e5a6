using SkiaSharp;

namespace NanoBanana.Testing;

/// <summary>Pictures with a gradient and noise in them, encoded by the library itself.</summary>
public static class Painted
{
    /// <summary>Pixels from red at the left to green at the right, darker downwards.</summary>
    public static byte[] Make(SKEncodedImageFormat format, int width, int height, bool transparent = false, SKColorSpace? colours = null, int quality = 90)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, transparent ? SKAlphaType.Unpremul : SKAlphaType.Opaque, colours ?? SKColorSpace.CreateSrgb()));
        var random = new Random(7);
        var pixels = bitmap.GetPixelSpan();
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var at = ((y * width) + x) * 4;
                var shade = 1 - ((double)y / height / 2);
                pixels[at] = (byte)(255 * shade * (width - x) / width);
                pixels[at + 1] = (byte)(255 * shade * x / width);
                pixels[at + 2] = (byte)random.Next(40);
                pixels[at + 3] = (byte)(transparent && x < width / 2 ? 0 : 255);
            }
        }

        using var map = bitmap.PeekPixels();
        using var data = map!.Encode(format, quality)!;
        return data!.ToArray();
    }

    public static byte[] Jpeg(int width, int height, int quality = 90) => Make(SKEncodedImageFormat.Jpeg, width, height, quality: quality);

    public static byte[] Png(int width, int height) => Make(SKEncodedImageFormat.Png, width, height);

    public static byte[] WebP(int width, int height) => Make(SKEncodedImageFormat.Webp, width, height);

    /// <summary>The same picture with an EXIF orientation.</summary>
    public static byte[] Oriented(byte[] jpeg, int orientation)
    {
        byte[] tiff = [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
        return [.. jpeg.AsSpan(0, 2), 0xFF, 0xE1, 0, (byte)(tiff.Length + 2), .. tiff, .. jpeg.AsSpan(2)];
    }
}
