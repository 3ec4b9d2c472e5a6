namespace NanoBanana.Client.Profiles.Files;

/// <summary>The file that profiles travel in: written whole or not at all, and never over another without the user's word.</summary>
public static class ExportFile
{
    /// <exception cref="NanoBananaException"><c>FileExists</c> or <c>FileNotWritten</c>.</exception>
    public static void Write(string path, byte[] content, bool force)
    {
        var temporary = path + ".part";
        try
        {
            if (!force && File.Exists(path))
            {
                throw new NanoBananaException(ErrorIds.FileExists, path) { Target = path };
            }

            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(content, 0, content.Length);
            }

            if (force)
            {
                File.Delete(path);
            }

            File.Move(temporary, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new NanoBananaException(ErrorIds.FileNotWritten, error, path, error.Message) { Target = path };
        }
    }

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
}
