namespace NanoBanana.Client.Imaging;

/// <summary>The bytes are not an image that is accepted. The caller knows whose bytes they are and makes the error.</summary>
internal sealed class ImageFormatException(string? format, string detail) : Exception(detail)
{
    /// <summary>The format that the bytes began as, or null if they are not an accepted format.</summary>
    public string? Format { get; } = format;

    /// <summary>True if the bytes are valid as far as they go, and then end too early.</summary>
    public bool IsEnd { get; private init; }

    public static ImageFormatException Ended(string format, long position, long? missing = null) =>
        new(format, FormattableString.Invariant($"it ends at byte {position:N0}") + (missing is null ? string.Empty : FormattableString.Invariant($", {missing:N0} bytes early"))) { IsEnd = true };

    public static ImageFormatException NotAnImage(string content) => new(format: null, content);

    public static ImageFormatException Damaged(string format, string detail) => new(format, detail);
}
