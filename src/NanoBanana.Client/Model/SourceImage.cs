using NanoBanana.Client.Model;

namespace NanoBanana;

/// <summary>One image to edit: a local file, which is uploaded first, or a URL that the gateway fetches.</summary>
public sealed class SourceImage
{
    private SourceImage(string original, string? path, Uri? url)
    {
        Original = original;
        Path = path;
        Url = url;
    }

    /// <summary>As the user gave it; shown in tasks and errors.</summary>
    public string Original { get; }

    /// <summary>Full path of the local file, or null for a URL.</summary>
    public string? Path { get; }

    /// <summary>The URL, or null for a local file.</summary>
    public Uri? Url { get; }

    /// <summary>A local file.</summary>
    /// <param name="path">A full path of the file system.</param>
    /// <param name="original">The path as the user gave it; the full path where null.</param>
    public static SourceImage FromFile(string path, string? original = null) =>
        new(original ?? path, System.IO.Path.GetFullPath(path), url: null);

    /// <summary>A URL. It is checked when the request is validated, so that a bad one fails its own item only.</summary>
    /// <exception cref="NanoBananaException"><c>InvalidImageUrl</c>: not an absolute URL.</exception>
    public static SourceImage FromUrl(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed)
            ? new(url, path: null, parsed)
            : throw new NanoBananaException(ErrorIds.InvalidImageUrl, url, "it is not an absolute URL") { Target = url };

    /// <inheritdoc/>
    public override string ToString() => Redaction.Text(Original);
}
