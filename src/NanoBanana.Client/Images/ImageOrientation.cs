using MetadataExtractor;
using MetadataExtractor.Formats.Exif;

namespace NanoBanana.Client.Images;

/// <summary>The EXIF orientation, which decides how a viewer shows the stored pixels.</summary>
internal static class ImageOrientation
{
    private const int FirstTransposed = 5;
    private const int LastTransposed = 8;

    /// <summary>The size as a viewer shows it: width and height are swapped for orientations 5 to 8.</summary>
    public static (int Width, int Height) Oriented(string path, ImageFacts facts) =>
        Read(path) is >= FirstTransposed and <= LastTransposed ? (facts.Height, facts.Width) : (facts.Width, facts.Height);

    /// <summary>1 to 8; 1 where the image states none.</summary>
    public static int Read(string path)
    {
        using var file = SourceFile.OpenRead(path);
        return Read(file);
    }

    /// <summary>1 to 8; 1 where the image states none.</summary>
    /// <param name="image">Seekable; read from its start.</param>
    public static int Read(Stream image)
    {
        try
        {
            image.Position = 0;
            var exif = ImageMetadataReader.ReadMetadata(image).OfType<ExifIfd0Directory>().FirstOrDefault();
            return exif is not null && exif.TryGetInt32(ExifDirectoryBase.TagOrientation, out var value) ? value : 1;
        }
        catch (ImageProcessingException)
        {
            // an image without readable metadata is shown as it is stored
            return 1;
        }
    }
}
