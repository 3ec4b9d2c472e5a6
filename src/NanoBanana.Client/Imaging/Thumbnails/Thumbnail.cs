using NanoBanana.Client.Imaging.Metadata;
using NanoBanana.Client.Imaging.Thumbnails.Jpeg;

namespace NanoBanana.Client.Imaging.Thumbnails;

/// <summary>A small copy of an image, without metadata.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Bytes">The whole file.</param>
/// <param name="Width">Pixels as a viewer shows it.</param>
/// <param name="Height">Pixels as a viewer shows it.</param>
internal sealed record Thumbnail(string ContentType, byte[] Bytes, int Width, int Height)
{
    private const int Quality = 80;

    /// <summary>What is taken as it is where it cannot be made smaller.</summary>
    private const int SmallEnough = 300_000;

    /// <summary>Makes one.</summary>
    /// <param name="file">A whole image.</param>
    /// <param name="facts">What is known of it.</param>
    /// <param name="edge">The longer side at most, in pixels.</param>
    /// <returns>Null where its kind cannot be decoded and it is too large to be taken as it is.</returns>
    public static Thumbnail? Make(byte[] file, ImageFacts facts, int edge)
    {
        using var stream = new MemoryStream(file, writable: false);
        var orientation = ImageOrientation.Read(stream);
        if (Decode(file, facts, edge) is { } picture)
        {
            var upright = picture.Oriented(orientation);
            return new Thumbnail("image/jpeg", JpegWriter.Write(upright, Quality), upright.Width, upright.Height);
        }

        return file.Length <= SmallEnough ? Stripped(stream, facts, orientation) : null;
    }

    private static Raster? Decode(byte[] file, ImageFacts facts, int edge)
    {
        try
        {
            return facts.Format switch
            {
                OutputFormats.Jpeg => JpegReader.Read(file, edge),
                OutputFormats.Png => PngReader.Read(file, edge),
                _ => null,
            };
        }
        catch (Exception error) when (error is InvalidDataException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            // the structure was found whole, but the coded pixels are not: a browser may still show something
            return null;
        }
    }

    private static Thumbnail Stripped(Stream file, ImageFacts facts, int orientation)
    {
        using var copy = new MemoryStream();
        file.Position = 0;
        MetadataStripper.Copy(file, copy, facts.Format, orientation);
        var (width, height) = orientation >= 5 ? (facts.Height, facts.Width) : (facts.Width, facts.Height);
        return new Thumbnail(facts.ContentType, copy.ToArray(), width, height);
    }
}
