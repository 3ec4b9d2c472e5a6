namespace NanoBanana.Client.Imaging;

/// <summary>The bytes are no image that we take. The caller knows whose bytes they are and words the error.</summary>
internal sealed class ImageFormatException(string? format, string detail) : Exception(detail)
{
    /// <summary>The format that the bytes began as, or null where they are none of ours.</summary>
    public string? Format { get; } = format;

    public static ImageFormatException NotAnImage(string content) => new(format: null, content);

    public static ImageFormatException Damaged(string format, string detail) => new(format, detail);
}
