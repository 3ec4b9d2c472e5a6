using SkiaSharp;

namespace NanoBanana.Client.Imaging.Pixels;

/// <summary>Encodes a picture with the best quality that a number of bytes allows; if the lowest quality is too large, with fewer pixels.</summary>
internal static class FittingWriter
{
    private const int Best = 95;
    private const int Least = 75;
    private const int CloseEnough = 2;

    /// <summary>A little less than the arithmetic says: small pictures have more bytes per pixel.</summary>
    private const double Margin = 0.96;

    /// <summary>Writes the picture.</summary>
    /// <param name="picture">The pixels.</param>
    /// <param name="format">One of <see cref="OutputFormats"/>.</param>
    /// <param name="maxBytes">Most bytes.</param>
    /// <param name="quality">The best quality, 1 to 100; null takes 95.</param>
    /// <param name="target">Takes the file.</param>
    /// <returns>What was written; the quality is null for PNG.</returns>
    public static (int Width, int Height, int? Quality) Write(SKBitmap picture, string format, long maxBytes, int? quality, Stream target)
    {
        var current = picture;
        try
        {
            while (true)
            {
                var (found, length) = Quality(current, format, maxBytes, quality ?? Best);
                if (length <= maxBytes || Math.Max(current.Width, current.Height) == 1)
                {
                    PictureWriter.Write(current, format, found, target);
                    return (current.Width, current.Height, format is OutputFormats.Png ? null : found);
                }

                var scale = Math.Min(0.9, Math.Sqrt((double)maxBytes / length) * Margin);
                var smaller = PictureWriter.Resize(current, (int)(current.Width * scale), (int)(current.Height * scale));
                if (!ReferenceEquals(current, picture))
                {
                    current.Dispose();
                }

                current = smaller;
            }
        }
        finally
        {
            if (!ReferenceEquals(current, picture))
            {
                current.Dispose();
            }
        }
    }

    private static (int Quality, long Length) Quality(SKBitmap picture, string format, long maxBytes, int best)
    {
        var length = Length(picture, format, best);
        var least = Math.Min(Least, best);
        if (length <= maxBytes || format is OutputFormats.Png || least == best)
        {
            return (best, length);
        }

        var (fits, fitsLength) = (least, Length(picture, format, least));
        if (fitsLength > maxBytes)
        {
            return (least, fitsLength);
        }

        for (var (low, high) = (least, best); high - low > CloseEnough;)
        {
            var middle = (low + high) / 2;
            var middleLength = Length(picture, format, middle);
            (low, high) = middleLength <= maxBytes ? (middle, high) : (low, middle);
            (fits, fitsLength) = middleLength <= maxBytes ? (middle, middleLength) : (fits, fitsLength);
        }

        return (fits, fitsLength);
    }

    private static long Length(SKBitmap picture, string format, int quality)
    {
        using var counter = new CountingStream();
        PictureWriter.Write(picture, format, quality, counter);
        return counter.Length;
    }
}
