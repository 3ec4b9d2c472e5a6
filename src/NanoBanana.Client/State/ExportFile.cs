namespace NanoBanana.Client.Profiles.Files;

/// <summary>The file that profiles travel in: written completely or not at all, and an existing file is replaced only if the user asks for it.</summary>
public static class ExportFile
{
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
                throw new NanoBananaException(ErrorIds.FileExists, path) { Target = path };
            }

            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(content, 0, content.Length);
            }

#if NET
            File.Move(temporary, path, overwrite: force);
#else
            if (force)
            {
                File.Delete(path);
            }

            File.Move(temporary, path);
#endif
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new NanoBananaException(ErrorIds.FileNotWritten, error, path, error.Message) { Target = path };
        }
        finally
        {
            Discard(temporary);
        }
    }

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

    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // it was never made, or stays behind
        }
    }
}
