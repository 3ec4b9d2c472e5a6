using SkiaSharp;

namespace NanoBanana.Benchmarks.Thumbnails;

/// <summary>Images of 1 to 12 megapixels with the detail of a photo: as JPEG, PNG and WebP, the formats of the gateways.</summary>
internal static class GeneratedImages
{
    /// <summary>Each is read several times.</summary>
    public const int Files = 40;

    private const int Width = 4000;
    private const int Height = 3000;

    private static readonly (SKEncodedImageFormat Format, int Quality, string Ending)[] Formats =
        [(SKEncodedImageFormat.Jpeg, 92, "jpg"), (SKEncodedImageFormat.Png, 100, "png"), (SKEncodedImageFormat.Webp, 90, "webp")];

    /// <summary>Writes them, from the smallest to the largest.</summary>
    public static void Write(string folder)
    {
        using var master = Paint();
        Parallel.For(0, Files, number =>
        {
            // the shapes that the gateways make: square, wide and tall
            var pixels = 1e6 + (number * 11e6 / (Files - 1));
            var ratio = new[] { 1d, 4d / 3, 3d / 4 }[number / Formats.Length % 3];
            var (width, height) = ((int)Math.Sqrt(pixels * ratio), (int)Math.Sqrt(pixels / ratio));
            var (format, quality, ending) = Formats[number % Formats.Length];
            using var picture = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
            using (var canvas = new SKCanvas(picture))
            using (var image = SKImage.FromBitmap(master))
            {
                canvas.DrawImage(image, SKRect.Create(width, height), new SKSamplingOptions(SKFilterMode.Linear));
            }

            using var data = picture.Encode(format, quality);
            File.WriteAllBytes(Path.Combine(folder, FormattableString.Invariant($"{number:00}.{ending}")), data.ToArray());
        });
    }

    // clouds in several sizes, and grain: about 0.2 bytes per pixel as JPEG
    private static SKBitmap Paint()
    {
        var master = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(master);
        using var clouds = SKShader.CreatePerlinNoiseFractalNoise(0.004f, 0.006f, 8, 1);
        using var paint = new SKPaint { Shader = clouds };
        canvas.Clear(SKColors.SlateGray);
        canvas.DrawRect(SKRect.Create(Width, Height), paint);
        var random = new Random(1);
        var pixels = master.GetPixelSpan();
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = i % 4 == 3 ? byte.MaxValue : (byte)Math.Clamp(pixels[i] + random.Next(-8, 9), 0, byte.MaxValue);
        }

        return master;
    }
}
