using NanoBanana.Client.Imaging;

namespace NanoBanana.Client.Downloads;

/// <summary>The one file that <c>-OutFile</c> names: it is given to one image of a run.</summary>
internal sealed class OutFile
{
    private readonly object _lock = new();
    private string? _holder;

    /// <summary>Says early what is wrong with the name.</summary>
    /// <param name="options">With the full path.</param>
    /// <param name="task">Whose image it gets.</param>
    /// <param name="image">The image.</param>
    /// <exception cref="NanoBananaException"><c>OutFileEnding</c> or <c>FileExists</c>.</exception>
    public static void Check(SaveOptions options, ImageTask task, ResultImage image)
    {
        var path = options.OutFile!;
        var ending = Path.GetExtension(path);
        var format = FormatOf(ending);
        var coming = options.ConvertTo?.Format ?? task.OutputFormat ?? FormatOf(image.ContentType?.Replace("image/", "."));
        if (format is null || (coming is not null && !string.Equals(format, coming, StringComparison.OrdinalIgnoreCase)))
        {
            throw new NanoBananaException(ErrorIds.OutFileEnding, path, format is null ? "PNG, JPEG or WebP" : coming!.ToUpperInvariant()) { Target = path };
        }

        if (!options.Force && (File.Exists(path) || Directory.Exists(path)))
        {
            throw new NanoBananaException(ErrorIds.FileExists, path) { Target = path };
        }
    }

    /// <summary>Gives the file to an image.</summary>
    /// <exception cref="NanoBananaException"><c>OutFileTaken</c>: another image has it.</exception>
    public void Take(SaveOptions options, ResultImage image)
    {
        lock (_lock)
        {
            if (_holder is not null && !string.Equals(_holder, image.Url, StringComparison.Ordinal))
            {
                throw new NanoBananaException(ErrorIds.OutFileTaken, image, options.OutFile) { Target = image.ToString() };
            }

            _holder = image.Url;
        }
    }

    /// <summary>The image that had it could not be saved.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _holder = null;
        }
    }

    /// <summary>The path with an ending that is true of the image.</summary>
    public static string Named(string path, ImageFacts facts) =>
        string.Equals(FormatOf(Path.GetExtension(path)), facts.Format, StringComparison.Ordinal) ? path : Path.ChangeExtension(path, facts.Extension);

    private static string? FormatOf(string? ending) => ending?.ToLowerInvariant() switch
    {
        ".png" => OutputFormats.Png,
        ".jpg" or ".jpeg" => OutputFormats.Jpeg,
        ".webp" => OutputFormats.WebP,
        _ => null,
    };
}
