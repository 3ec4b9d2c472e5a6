using NanoBanana.Client.Imaging;

namespace NanoBanana.Client.Pricing;

/// <summary>The size of a local image, for prices that depend on it.</summary>
public static class ImageSize
{
    /// <summary>The size in pixels as a viewer shows the image, with the EXIF orientation applied.</summary>
    /// <param name="image">A local file.</param>
    /// <param name="model">Whose limits apply.</param>
    /// <returns>Width and height, or null if they are unknown.</returns>
    /// <exception cref="NanoBananaException">The file is not a complete image that the model accepts.</exception>
    public static (int Width, int Height)? Of(SourceImage image, ModelCapabilities model) => SourceFile.Open(image, model).OrientedSize();
}
