namespace NanoBanana.PowerShell.Binding;

/// <summary>
/// What <c>-Path</c> takes: a path, a URL, a file or a task. A type of its own, so that PowerShell does not turn every record of
/// the pipeline into text and bind that.
/// </summary>
public sealed class ImageInput
{
    /// <summary>A path, which may hold wildcards, or an http(s) URL.</summary>
    public ImageInput(string pathOrUrl)
    {
        if (pathOrUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || pathOrUrl.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            Url = pathOrUrl;
        }
        else
        {
            Path = pathOrUrl;
        }
    }

    /// <summary>A URL.</summary>
    public ImageInput(Uri url)
        : this(url.OriginalString)
    {
    }

    /// <summary>A file, named exactly.</summary>
    public ImageInput(FileInfo file) => LiteralPath = file.FullName;

    // not public: PowerShell looks through public constructors when it imports a module, and this one would load the core
    internal ImageInput(ImageTask task) => Task = task;

    /// <summary>A path with wildcards, or null.</summary>
    public string? Path { get; }

    /// <summary>An exact path, or null.</summary>
    public string? LiteralPath { get; }

    /// <summary>A URL, or null.</summary>
    public string? Url { get; }

    /// <summary>A task, or null.</summary>
    public ImageTask? Task { get; }

    /// <summary>A task: its images are edited once it succeeded; a failed one is requested again.</summary>
    public static implicit operator ImageInput(ImageTask task) => new(task);

    /// <inheritdoc/>
    public override string ToString() => Path ?? LiteralPath ?? Url ?? Task?.ToString() ?? string.Empty;
}
