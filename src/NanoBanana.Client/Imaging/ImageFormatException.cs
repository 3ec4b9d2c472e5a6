namespace NanoBanana.Client.Imaging;

/// <summary>The bytes are not an image that is accepted. The caller knows whose bytes they are and makes the error.</summary>
internal sealed class ImageFormatException(string? format, string detail) : Exception(detail)
{
    /// <summary>The format that the bytes began as, or null if they are not an accepted format.</summary>
    public string? Format { get; } = format;

    public static ImageFormatException NotAnImage(string content) => new(format: null, content);

    public static ImageFormatException Damaged(string format, string detail) => new(format, detail);
}
