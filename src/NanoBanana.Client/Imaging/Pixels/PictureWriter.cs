using SkiaSharp;

namespace NanoBanana.Client.Imaging.Pixels;

/// <summary>Shrinks and encodes pictures. The colours are written as a profile, unless they are sRGB.</summary>
internal static class PictureWriter
{
    /// <summary>A copy of another size; the shape may change by less than a pixel.</summary>
    public static SKBitmap Resize(SKBitmap picture, int width, int height)
    {
        var smaller = new SKBitmap();
        var sampling = 2 * width > picture.Width ? new SKSamplingOptions(SKCubicResampler.Mitchell) : new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear);
        if (smaller.TryAllocPixels(picture.Info.WithSize(Math.Max(1, width), Math.Max(1, height))) && picture.ScalePixels(smaller, sampling))
        {
            return smaller;
        }

        smaller.Dispose();
        throw new IOException("The image does not fit in memory.");
    }

    /// <summary>Encodes.</summary>
    /// <param name="picture">The pixels.</param>
    /// <param name="format">One of <see cref="OutputFormats"/>. JPEG has no transparency: see <see cref="Flatten"/>.</param>
    /// <param name="quality">1 to 100; PNG has none.</param>
    /// <param name="target">Takes the file.</param>
    public static void Write(SKBitmap picture, string format, int quality, Stream target)
    {
        using var pixels = picture.PeekPixels();
        var isWritten = format switch
        {
            OutputFormats.Jpeg => pixels.Encode(target, new SKJpegEncoderOptions(quality)),
            OutputFormats.WebP => pixels.Encode(target, new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, quality)),
            _ => pixels.Encode(target, SKPngEncoderOptions.Default),
        };
        if (!isWritten)
        {
            throw new IOException($"The image could not be written as {format.ToUpperInvariant()}.");
        }
    }

    /// <summary>Lays a picture with transparency on white; the pixels are changed in place.</summary>
    public static void Flatten(SKBitmap picture)
    {
        if (picture.AlphaType == SKAlphaType.Opaque)
        {
            return;
        }

        // the colours are premultiplied
        var pixels = picture.GetPixelSpan();
        for (var i = 0; i < pixels.Length; i += 4)
        {
            var white = (byte)(255 - pixels[i + 3]);
            pixels[i] += white;
            pixels[i + 1] += white;
            pixels[i + 2] += white;
            pixels[i + 3] = 255;
        }
    }
}
