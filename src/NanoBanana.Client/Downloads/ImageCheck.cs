using NanoBanana.Client.Imaging;

namespace NanoBanana.Client.Downloads;

/// <summary>Looks at what was fetched: an image of ours, and a whole one.</summary>
internal static class ImageCheck
{
    /// <exception cref="NanoBananaException"><c>DownloadWebPage</c>, <c>DownloadNotAnImage</c> or <c>DownloadTruncated</c>.</exception>
    public static ImageFacts Inspect(Stream stream, ResultImage image)
    {
        try
        {
            stream.Position = 0;
            return ImageInspector.Inspect(stream);
        }
        catch (ImageFormatException error) when (error.Format is null)
        {
            var id = error.Message is ContentName.Page ? ErrorIds.DownloadWebPage : ErrorIds.DownloadNotAnImage;
            throw new NanoBananaException(id, error, image, error.Message) { Target = image.ToString() };
        }
        catch (ImageFormatException error)
        {
            throw new NanoBananaException(ErrorIds.DownloadTruncated, error, image, error.Message) { Target = image.ToString() };
        }
    }
}
