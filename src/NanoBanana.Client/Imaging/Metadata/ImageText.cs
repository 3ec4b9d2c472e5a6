using System.Text;

namespace NanoBanana.Client.Imaging.Metadata;

/// <summary>Writes into an image how it was made. The pixels stay as they are.</summary>
internal static class ImageText
{
    /// <summary>Copies an image with the description in it.</summary>
    /// <param name="source">A whole image; read from its start.</param>
    /// <param name="target">Seekable and empty.</param>
    /// <param name="facts">What the source is.</param>
    /// <param name="description">What is written.</param>
    public static void Copy(Stream source, Stream target, ImageFacts facts, ImageDescription description)
    {
        source.Position = 0;
        switch (facts.Format)
        {
            case OutputFormats.Png:
                PngText.Copy(source, target, description);
                break;
            case OutputFormats.Jpeg:
                JpegText.Copy(source, target, description);
                break;
            default:
                WebPText.Copy(source, target, facts, description);
                break;
        }
    }
}
