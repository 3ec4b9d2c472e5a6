namespace NanoBanana.Client.Imaging;

/// <summary>The errors of a local file that is read as an image.</summary>
internal static class ImageErrors
{
    /// <summary>True if the file or its content is the cause.</summary>
    public static bool IsKnown(Exception error) => error is ImageFormatException or IOException or UnauthorizedAccessException;

    /// <summary>The error to report: <c>ImageNotFound</c>, <c>ImageUnreadable</c>, <c>ImageTypeNotSupported</c> or <c>ImageTruncated</c>.</summary>
    /// <param name="error">A cause for which <see cref="IsKnown"/> is true.</param>
    /// <param name="file">The file as the user named it.</param>
    public static NanoBananaException Of(Exception error, string file) => error switch
    {
        ImageFormatException { Format: { } format } => new NanoBananaException(ErrorIds.ImageTruncated, error, file, format, error.Message) { Target = file },
        ImageFormatException => new NanoBananaException(ErrorIds.ImageTypeNotSupported, error, file, error.Message) { Target = file },
        FileNotFoundException or DirectoryNotFoundException => new NanoBananaException(ErrorIds.ImageNotFound, error, file, null) { Target = file },
        _ => new NanoBananaException(ErrorIds.ImageUnreadable, error, file, error.Message) { Target = file },
    };
}
