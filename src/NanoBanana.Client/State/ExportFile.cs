namespace NanoBanana.Client.State;

/// <summary>A file that a user asked for: written completely or not at all, and an existing file is replaced only on request.</summary>
public static class ExportFile
{
    /// <summary>Writes the file.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="content">The content.</param>
    /// <param name="force">Replaces an existing file.</param>
    /// <exception cref="NanoBananaException"><c>FileExists</c> or <c>FileNotWritten</c>.</exception>
    public static void Write(string path, byte[] content, bool force)
    {
        var temporary = path + "." + Guid.NewGuid().ToString("N").Substring(0, 8) + ".part";
        try
        {
            if (!force && File.Exists(path))
            {
                throw Exists(path);
            }

            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(content, 0, content.Length);
            }

            if (!FileMove.Try(temporary, path, force))
            {
                throw Exists(path);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new NanoBananaException(ErrorIds.FileNotWritten, error, path, error.Message) { Target = path };
        }
        finally
        {
            TemporaryFile.Discard(temporary);
        }
    }

    /// <summary>Reads the file.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <returns>The content.</returns>
    /// <exception cref="NanoBananaException"><c>FileNotRead</c>.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new NanoBananaException(ErrorIds.FileNotRead, error, path, error.Message) { Target = path };
        }
    }

    private static NanoBananaException Exists(string path) => new(ErrorIds.FileExists, path) { Target = path };
}
