using NanoBanana.Client.Imaging.Metadata;
using NanoBanana.Client.Imaging.Pixels;

namespace NanoBanana.Client.Imaging;

/// <summary>The EXIF orientation, which decides how a viewer shows the stored pixels.</summary>
internal static class ImageOrientation
{
    /// <summary>The size as a viewer shows it: width and height are swapped for orientations 5 to 8.</summary>
    public static (int Width, int Height) Oriented(string path, ImageFacts facts) =>
        Orientation.IsTransposed(Read(path)) ? (facts.Height, facts.Width) : (facts.Width, facts.Height);

    /// <summary>1 to 8; 1 if the image states none.</summary>
    public static int Read(string path)
    {
        using var file = SourceFile.OpenRead(path);
        return Read(file);
    }

    /// <summary>1 to 8; 1 if the image states none.</summary>
    /// <param name="image">Seekable; read from its start.</param>
    public static int Read(Stream image) => ExifBlock.Find(image) is { } block ? ExifOrientation.Of(block) : 1;
}
