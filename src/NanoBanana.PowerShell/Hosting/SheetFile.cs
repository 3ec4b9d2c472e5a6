using NanoBanana.Client.Imaging;
using NanoBanana.Client.State;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>The file of a contact sheet: it appears under its name whole or not at all.</summary>
internal sealed class SheetFile
{
    private readonly bool _force;
    private readonly string _format;

    /// <param name="path">Full path.</param>
    /// <param name="force">Replaces an existing file.</param>
    /// <exception cref="NanoBananaException"><c>FileExists</c> or <c>OutFileEnding</c>, before any work.</exception>
    public SheetFile(string path, bool force)
    {
        (Path, _force) = (path, force);
        _format = System.IO.Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".png" => OutputFormats.Png,
            ".jpg" or ".jpeg" => OutputFormats.Jpeg,
            ".webp" => OutputFormats.WebP,
            _ => throw new NanoBananaException(ErrorIds.OutFileEnding, path, "PNG, JPEG or WebP") { Target = path },
        };
        EnsureFree();
    }

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>Draws the images and writes the file.</summary>
    /// <param name="images">Full paths.</param>
    /// <param name="failed">Called with the error of each image that cannot be drawn.</param>
    /// <exception cref="NanoBananaException"><c>FileExists</c>, <c>FileNotWritten</c> or <c>ImagingNotAvailable</c>.</exception>
    public void Write(IReadOnlyList<string> images, Action<NanoBananaException> failed)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            using var sheet = new MemoryStream();
            Client.Imaging.ContactSheet.Write(images, _format, sheet, failed);
            ExportFile.Write(Path, sheet.ToArray(), _force);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NanoBananaException(ErrorIds.FileNotWritten, error, Path, error.Message) { Target = Path };
        }
    }

    private void EnsureFree()
    {
        if (!_force && File.Exists(Path))
        {
            throw new NanoBananaException(ErrorIds.FileExists, Path) { Target = Path };
        }
    }
}
