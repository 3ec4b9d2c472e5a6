namespace NanoBanana.Client.Downloads;

/// <summary>Images that came inside the reply, as data URIs (RFC 2397).</summary>
internal static class InlineImage
{
    private const string Marker = ";base64,";

    /// <exception cref="NanoBananaException"><c>DownloadTooLarge</c> or <c>DownloadInlineInvalid</c>.</exception>
    public static async Task WriteInlineAsync(this Stream target, ResultImage image, long maxBytes, CancellationToken cancellationToken)
    {
        var start = image.Url.IndexOf(Marker, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            throw new NanoBananaException(ErrorIds.DownloadInlineInvalid, image, "it is not base64") { Target = image.ToString() };
        }

        var text = image.Url.Substring(start + Marker.Length);
        if (text.Length / 4L * 3 > maxBytes)
        {
            throw ImageDownload.TooLarge(image, maxBytes);
        }

        try
        {
            var bytes = Convert.FromBase64String(text);
            await target.WriteAsync(bytes, 0, bytes.Length, cancellationToken).ConfigureAwait(false);
        }
        catch (FormatException error)
        {
            throw new NanoBananaException(ErrorIds.DownloadInlineInvalid, error, image, "it is not valid base64") { Target = image.ToString() };
        }
    }
}
