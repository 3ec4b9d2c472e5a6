using NanoBanana.Client.Imaging.Pixels;
using SkiaSharp;

namespace NanoBanana.Client.Imaging;

/// <summary>A picture at the size of a screen, in sRGB, upright, on white.</summary>
internal static class SmallPicture
{
    /// <summary>Decodes it.</summary>
    /// <param name="image">Seekable.</param>
    /// <param name="width">Most pixels of its width; it is never made larger.</param>
    /// <exception cref="ImageFormatException">No decoder opens it, or it has too many pixels.</exception>
    /// <exception cref="NanoBananaException"><c>ImagingNotAvailable</c>.</exception>
    public static SKBitmap Read(Stream image, int width)
    {
        SkiaLibrary.Require("A picture");
        var orientation = ImageOrientation.Read(image);
        using var reader = PictureReader.Open(image) ?? throw ImageFormatException.NotAnImage("not an image that a decoder opens");
        var (stored, shown) = Orientation.IsTransposed(orientation) ? (reader.Height, reader.Width) : (reader.Width, reader.Height);
        var edge = (int)Math.Min(int.MaxValue / 8, (long)Math.Max(stored, shown) * width / Math.Max(1, stored));
        var size = reader.SizeFor(Math.Max(1, edge));
        if ((long)size.Width * size.Height > Thumbnail.MostPixels)
        {
            throw ImageFormatException.NotAnImage("too many pixels to draw");
        }

        using var place = PixelGate.Enter((long)size.Width * size.Height);
        using var srgb = SKColorSpace.CreateSrgb();
        var picture = reader.Read(size, orientation, srgb) ?? throw ImageFormatException.NotAnImage("not an image that a decoder opens");
        PictureWriter.Flatten(picture);
        if (picture.Width <= width)
        {
            return picture;
        }

        using (picture)
        {
            return PictureWriter.Resize(picture, width, (int)Math.Round((double)picture.Height * width / picture.Width));
        }
    }

    /// <summary>The same as a PNG file.</summary>
    /// <param name="image">Seekable.</param>
    /// <param name="width">Most pixels of its width.</param>
    public static MemoryStream Png(Stream image, int width)
    {
        using var picture = Read(image, width);
        var file = new MemoryStream();
        PictureWriter.Write(picture, OutputFormats.Png, quality: 100, file);
        file.Position = 0;
        return file;
    }
}
