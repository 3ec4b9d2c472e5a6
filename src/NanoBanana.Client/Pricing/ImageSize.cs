using NanoBanana.Client.Imaging;

namespace NanoBanana.Client.Pricing;

/// <summary>The size of a local image, for prices that depend on it.</summary>
public static class ImageSize
{
    /// <summary>The pixels as a viewer shows them, after EXIF orientation.</summary>
    /// <param name="image">A local file.</param>
    /// <param name="model">Whose limits apply.</param>
    /// <exception cref="NanoBananaException">The file is no whole image that the model takes.</exception>
    public static (int Width, int Height)? Of(SourceImage image, ModelCapabilities model) => SourceFile.Open(image, model).OrientedSize();
}
