using NanoBanana.Client.Imaging.Pixels;
using SkiaSharp;

namespace NanoBanana.Client.Imaging;

/// <summary>A small copy of an image in sRGB, upright and without metadata: JPEG, or WebP if the image is transparent.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Bytes">The whole file.</param>
/// <param name="Width">Pixels as a viewer shows it.</param>
/// <param name="Height">Pixels as a viewer shows it.</param>
internal sealed record Thumbnail(string ContentType, byte[] Bytes, int Width, int Height)
{
    private const int Quality = 80;

    /// <summary>A file of a few bytes can claim any size; what takes more than 400 MB is not decoded.</summary>
    public const long MostPixels = 100_000_000;

    /// <summary>Makes one.</summary>
    /// <param name="image">Seekable; a JPEG, PNG, WebP, GIF or BMP.</param>
    /// <param name="edge">The longer side at most, in pixels.</param>
    /// <returns>Null if it cannot be decoded or has too many pixels.</returns>
    public static Thumbnail? Make(Stream image, int edge)
    {
        if (!SkiaLibrary.IsAvailable)
        {
            return null;
        }

        var orientation = ImageOrientation.Read(image);
        using var reader = PictureReader.Open(image);
        if (reader is null || reader.SizeFor(edge) is var size && (long)size.Width * size.Height > MostPixels)
        {
            return null;
        }

        using var place = PixelGate.Enter((long)size.Width * size.Height, image.Length);
        using var srgb = SKColorSpace.CreateSrgb();
        using var picture = reader.Read(size, orientation, srgb);
        return picture is null ? null : Shrink(picture, edge);
    }

    private static Thumbnail Shrink(SKBitmap picture, int edge)
    {
        var longer = Math.Max(picture.Width, picture.Height);
        using var small = longer > edge ? PictureWriter.Resize(picture, Scaled(picture.Width), Scaled(picture.Height)) : null;
        var shown = small ?? picture;
        var format = shown.AlphaType == SKAlphaType.Opaque ? OutputFormats.Jpeg : OutputFormats.WebP;
        using var file = new MemoryStream();
        PictureWriter.Write(shown, format, Quality, file);
        return new Thumbnail("image/" + format, file.ToArray(), shown.Width, shown.Height);

        int Scaled(int side) => Math.Max(1, (int)Math.Round((double)side * edge / longer));
    }
}
