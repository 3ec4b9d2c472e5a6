using NanoBanana.Client.Model;

namespace NanoBanana;

/// <summary>What one of a request's images is: a local file, which is uploaded first, or a URL that the gateway fetches.</summary>
public sealed class SourceImage
{
    private SourceImage(string original, string? path, Uri? url)
    {
        Original = original;
        Path = path;
        Url = url;
    }

    /// <summary>The full path or the URL, as it is in <see cref="ImageRequest.Sources"/>.</summary>
    public string Original { get; }

    /// <summary>Full path of the local file, or null for a URL.</summary>
    public string? Path { get; }

    /// <summary>The URL, or null for a local file.</summary>
    public Uri? Url { get; }

    /// <summary>Reads an entry of <see cref="ImageRequest.Sources"/>: text with a scheme is a URL, other text is a path.</summary>
    /// <param name="source">A URL or a path.</param>
    /// <returns>The image.</returns>
    /// <exception cref="NanoBananaException"><c>InvalidImageUrl</c>: not an absolute URL.</exception>
    public static SourceImage Of(string source) =>
        IsUrl(source) ? FromUrl(source) : FromFile(source);

    /// <summary>A local file.</summary>
    /// <param name="path">A path of the file system; a relative path begins at the current folder of the process.</param>
    /// <returns>The image; whether the file exists is checked later.</returns>
    public static SourceImage FromFile(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        return new(full, full, url: null);
    }

    /// <summary>An image at a URL. Whether the URL is allowed is checked when the request is validated, so that a bad URL fails only its own item.</summary>
    /// <param name="url">An absolute URL.</param>
    /// <returns>The image.</returns>
    /// <exception cref="NanoBananaException"><c>InvalidImageUrl</c>: not an absolute URL.</exception>
    public static SourceImage FromUrl(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed)
            ? new(url, path: null, parsed)
            : throw new NanoBananaException(ErrorIds.InvalidImageUrl, url, "it is not an absolute URL") { Target = url };

    /// <summary>The image as it is in a request.</summary>
    /// <param name="image">The image.</param>
    /// <returns>Its URL or path.</returns>
    public static implicit operator string(SourceImage image) => image.Original;

    /// <summary>The image as it may be shown: a URL without its signature.</summary>
    public override string ToString() => Redaction.Text(Original);

    private static bool IsUrl(string source) =>
        source.Contains("://") || source.StartsWith("data:", StringComparison.OrdinalIgnoreCase);
}
