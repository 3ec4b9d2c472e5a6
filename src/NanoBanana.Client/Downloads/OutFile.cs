using NanoBanana.Client.Imaging;

namespace NanoBanana.Client.Downloads;

/// <summary>The one file that <c>-OutFile</c> names: it is given to one image of a run.</summary>
internal sealed class OutFile
{
    private readonly object _lock = new();
    private bool _isGiven;

    /// <summary>Gives the file to an image, and takes it back if the image could not be saved.</summary>
    /// <param name="job">The image, and the file in its options.</param>
    /// <param name="save">Saves the image.</param>
    /// <exception cref="NanoBananaException"><c>OutFileTaken</c>: another image has it; <c>OutFileEnding</c> or <c>FileExists</c>.</exception>
    public async Task<SavedImage> GiveAsync(SaveJob job, Func<Task<SavedImage>> save)
    {
        lock (_lock)
        {
            if (_isGiven)
            {
                throw new NanoBananaException(ErrorIds.OutFileTaken, job.Image, job.Options.OutFile) { Target = job.Image.ToString() };
            }

            _isGiven = true;
        }

        try
        {
            Check(job.Options, job.Task, job.Image);
            return await save().ConfigureAwait(false);
        }
        catch
        {
            lock (_lock)
            {
                _isGiven = false;
            }

            throw;
        }
    }

    /// <summary>The path with an ending that is true of the image.</summary>
    public static string Named(string path, ImageFacts facts) =>
        string.Equals(FormatOf(Path.GetExtension(path)), facts.Format, StringComparison.Ordinal) ? path : Path.ChangeExtension(path, facts.Extension);

    private static void Check(SaveOptions options, ImageTask task, ResultImage image)
    {
        var path = options.OutFile!;
        var format = FormatOf(Path.GetExtension(path));
        var coming = options.ConvertTo?.Format ?? task.OutputFormat ?? FormatOf(image.ContentType?.Replace("image/", "."));
        if (format is null || (coming is not null && !string.Equals(format, coming, StringComparison.OrdinalIgnoreCase)))
        {
            throw new NanoBananaException(ErrorIds.OutFileEnding, path, coming?.ToUpperInvariant() ?? "PNG, JPEG or WebP") { Target = path };
        }

        if (Directory.Exists(path) || (!options.Force && File.Exists(path)))
        {
            throw new NanoBananaException(ErrorIds.FileExists, path) { Target = path };
        }
    }

    private static string? FormatOf(string? ending) => ending?.ToLowerInvariant() switch
    {
        ".png" => OutputFormats.Png,
        ".jpg" or ".jpeg" => OutputFormats.Jpeg,
        ".webp" => OutputFormats.WebP,
        _ => null,
    };
}
