using NanoBanana.Client.Imaging.Pixels;
using SkiaSharp;

namespace NanoBanana.Client.Imaging;

/// <summary>How an image is written in another format.</summary>
/// <param name="Format">One of <see cref="OutputFormats"/>.</param>
/// <param name="Quality">1 to 100 for JPEG and WebP; null takes 90, or the best that <paramref name="MaxBytes"/> allows.</param>
/// <param name="MaxEdge">Most pixels of the longer side; null keeps all.</param>
/// <param name="MaxBytes">Most bytes; null sets no limit.</param>
public sealed record ImageConversion(string Format, int? Quality = null, int? MaxEdge = null, long? MaxBytes = null)
{
    private const int UsualQuality = 90;

    /// <summary>Checks early that this system has a decoder.</summary>
    /// <param name="target">What cannot be written then.</param>
    /// <exception cref="NanoBananaException"><c>ImagingNotAvailable</c>.</exception>
    public static void EnsureAvailable(string target) => SkiaLibrary.Require(target);

    /// <summary>True if the image is what is wanted already.</summary>
    internal bool IsDone(ImageFacts facts) => Quality is null && IsMade(facts);

    /// <summary>True if the image can be the outcome of this conversion.</summary>
    internal bool IsMade(ImageFacts facts) => string.Equals(facts.Format, Format, StringComparison.Ordinal)
        && (MaxEdge is null || Math.Max(facts.Width, facts.Height) <= MaxEdge)
        && (MaxBytes is null || facts.Length <= MaxBytes);

    /// <summary>Writes the image, upright and in its own colours. In a JPEG, transparent areas are white.</summary>
    /// <param name="image">Seekable; a whole image.</param>
    /// <param name="target">Empty; takes the copy.</param>
    /// <exception cref="IOException">It does not fit into memory, or cannot be written.</exception>
    internal void Convert(Stream image, Stream target)
    {
        var orientation = ImageOrientation.Read(image);
        using var reader = PictureReader.Open(image) ?? throw new IOException("The image cannot be decoded.");
        var size = MaxEdge is { } edge ? reader.SizeFor(edge) : new SKSizeI(reader.Width, reader.Height);
        using var place = PixelGate.Enter((long)size.Width * size.Height, image.Length);
        using var picture = reader.Read(size, orientation, reader.Colours) ?? throw new IOException("The image does not fit in memory.");
        if (Format is OutputFormats.Jpeg)
        {
            PictureWriter.Flatten(picture);
        }

        using var smaller = Smaller(picture);
        if (MaxBytes is { } most)
        {
            FittingWriter.Write(smaller ?? picture, Format, most, Quality, target);
        }
        else
        {
            PictureWriter.Write(smaller ?? picture, Format, Quality ?? UsualQuality, target);
        }
    }

    private SKBitmap? Smaller(SKBitmap picture)
    {
        var longer = Math.Max(picture.Width, picture.Height);
        return MaxEdge is not { } edge || longer <= edge ? null
            : PictureWriter.Resize(picture, (int)Math.Round((double)picture.Width * edge / longer), (int)Math.Round((double)picture.Height * edge / longer));
    }
}
