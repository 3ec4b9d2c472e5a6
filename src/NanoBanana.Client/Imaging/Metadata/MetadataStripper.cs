namespace NanoBanana.Client.Imaging.Metadata;

/// <summary>
/// Copies an image without EXIF, XMP, IPTC, comments and whatever is appended to it. Pixels and colour profile stay as they are,
/// and so does the orientation, without which a viewer would show the picture turned.
/// </summary>
internal static class MetadataStripper
{
    /// <summary>Copies <paramref name="source"/>, which must be a whole image, and names what was left out.</summary>
    /// <param name="source">Read from its start.</param>
    /// <param name="target">Seekable and empty.</param>
    /// <param name="format">One of <see cref="OutputFormats"/>.</param>
    /// <param name="orientation">The EXIF orientation, 1 to 8.</param>
    public static IReadOnlyList<string> Copy(Stream source, Stream target, string format, int orientation)
    {
        var removed = new List<string>();
        using var bytes = new ByteWalker(source);
        bytes.PeekStart(12);
        switch (format)
        {
            case OutputFormats.Jpeg:
                JpegStrip.Copy(bytes, target, orientation, removed);
                break;
            case OutputFormats.Png:
                PngStrip.Copy(bytes, target, orientation, removed);
                break;
            default:
                WebPStrip.Copy(bytes, target, orientation, removed);
                break;
        }

        var read = bytes.Position;
        bytes.Finish();
        if (bytes.Position > read)
        {
            removed.Add(FormattableString.Invariant($"{bytes.Position - read:N0} bytes after the image"));
        }

        return [.. removed.Distinct(StringComparer.Ordinal)];
    }
}
