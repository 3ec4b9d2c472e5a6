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
    /// <summary>Makes it.</summary>
    /// <param name="image">Seekable; a whole image.</param>
    /// <param name="facts">What it is.</param>
    /// <param name="maxBytes">Most bytes of the copy.</param>
    /// <param name="target">Seekable and empty; takes the copy.</param>
    /// <exception cref="IOException">It does not fit into memory.</exception>
    public static FittedCopy Make(Stream image, ImageFacts facts, long maxBytes, Stream target)
    {
        SkiaLibrary.Require(facts.Format);
        var orientation = ImageOrientation.Read(image);
        using var place = PixelGate.Enter((long)facts.Width * facts.Height, facts.Length);
        using var reader = PictureReader.Open(image);
        var size = reader is null ? default : new SKSizeI(reader.Width, reader.Height);
        using var picture = reader?.Read(size, orientation, reader.Colours) ?? throw new IOException("The image does not fit in memory.");
        if (facts.Format is not (OutputFormats.Jpeg or OutputFormats.WebP) && facts.Length < 2 * maxBytes && Lossless(picture, maxBytes, target))
        {
            return new FittedCopy(OutputFormats.Png, picture.Width, picture.Height, Quality: null);
        }

        var format = picture.AlphaType == SKAlphaType.Opaque ? OutputFormats.Jpeg : OutputFormats.Png;
        var (width, height, quality) = FittingWriter.Write(picture, format, maxBytes, quality: null, target);
        return new FittedCopy(format, width, height, quality);
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
