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

    /// <summary>The full path or the URL, as it stands in <see cref="ImageRequest.Sources"/>.</summary>
    public string Original { get; }

    /// <summary>Full path of the local file, or null for a URL.</summary>
    public string? Path { get; }

    /// <summary>The URL, or null for a local file.</summary>
    public Uri? Url { get; }

    /// <summary>Reads an entry of <see cref="ImageRequest.Sources"/>: what names a scheme is a URL, anything else a path.</summary>
    /// <exception cref="NanoBananaException"><c>InvalidImageUrl</c>: not an absolute URL.</exception>
    public static SourceImage Of(string source) =>
        IsUrl(source) ? FromUrl(source) : FromFile(source);

    /// <summary>A local file.</summary>
    /// <param name="path">A path of the file system; a relative one begins at the folder of the process.</param>
    public static SourceImage FromFile(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        return new(full, full, url: null);
    }

    /// <summary>A URL. Whether it is allowed is checked when the request is validated, so that a bad one fails its own item only.</summary>
    /// <exception cref="NanoBananaException"><c>InvalidImageUrl</c>: not an absolute URL.</exception>
    public static SourceImage FromUrl(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed)
            ? new(url, path: null, parsed)
            : throw new NanoBananaException(ErrorIds.InvalidImageUrl, url, "it is not an absolute URL") { Target = url };

    /// <summary>The image as it stands in a request.</summary>
    public static implicit operator string(SourceImage image) => image.Original;

    /// <summary>The image as it may be shown: a URL without its signature.</summary>
    public override string ToString() => Redaction.Text(Original);

    private static bool IsUrl(string source) =>
        source.Contains("://") || source.StartsWith("data:", StringComparison.OrdinalIgnoreCase);
}
