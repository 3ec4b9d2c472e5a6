using NanoBanana.Client.Imaging.Pixels;
using SkiaSharp;

namespace NanoBanana.Client.Imaging;

/// <summary>A copy of a picture that a gateway takes: upright, in its own colours, with the best quality that fits.</summary>
/// <param name="Format">JPEG; PNG if the picture is transparent, or if it was lossless and fits so.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Quality">1 to 100; null for PNG.</param>
internal sealed record FittedCopy(string Format, int Width, int Height, int? Quality)
{
    /// <summary>
    /// A JPEG or WebP with more pixels than any model makes (4K is 4096 x 4096) is decoded at fewer eighths of its size, so that eight
    /// photographs at once take less than 300 MB of a PowerShell, which takes half of that itself.
    /// </summary>
    private const long MostPixels = 4096 * 4096;

    /// <summary>The pixels themselves, and the coefficients of all of them, which the encoder of JPEG collects for its tables.</summary>
    private const int EncoderBytesPerPixel = 7;

    /// <summary>Makes the copy.</summary>
    /// <param name="image">Seekable; a whole image.</param>
    /// <param name="facts">What it is.</param>
    /// <param name="maxBytes">Most bytes of the copy.</param>
    /// <param name="target">Seekable and empty; takes the copy.</param>
    /// <exception cref="IOException">It does not fit into memory.</exception>
    public static FittedCopy Make(Stream image, ImageFacts facts, long maxBytes, Stream target)
    {
        SkiaLibrary.Require(facts.Format);
        var orientation = ImageOrientation.Read(image);
        var pixels = (long)facts.Width * facts.Height;
        var unpacked = facts.Format is OutputFormats.Jpeg or OutputFormats.WebP ? Math.Min(pixels, MostPixels) : pixels;
        using var place = PixelGate.Enter(unpacked * EncoderBytesPerPixel / PixelGate.BytesPerPixel, facts.Length);
        using var picture = Read(image, orientation) ?? throw new IOException("The image does not fit in memory.");
        if (facts.Format is not (OutputFormats.Jpeg or OutputFormats.WebP) && facts.Length < 2 * maxBytes && Lossless(picture, maxBytes, target))
        {
            return new FittedCopy(OutputFormats.Png, picture.Width, picture.Height, Quality: null);
        }

        var format = picture.AlphaType == SKAlphaType.Opaque ? OutputFormats.Jpeg : OutputFormats.Png;
        var (width, height, quality) = FittingWriter.Write(picture, format, maxBytes, quality: null, target);
        return new FittedCopy(format, width, height, quality);
    }

    // the decoder goes before the encoder comes: of a progressive JPEG it holds the whole picture
    private static SKBitmap? Read(Stream image, int orientation)
    {
        using var reader = PictureReader.Open(image);
        return reader?.Read(reader.SizeWithin(MostPixels), orientation, reader.Colours);
    }

    private static bool Lossless(SKBitmap picture, long maxBytes, Stream target)
    {
        PictureWriter.Write(picture, OutputFormats.Png, quality: 100, target);
        if (target.Length <= maxBytes)
        {
            return true;
        }

        target.SetLength(0);
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Width} x {Height} {Format.ToUpperInvariant()}")
        + (Quality is { } quality ? FormattableString.Invariant($" of quality {quality}") : string.Empty);
}
