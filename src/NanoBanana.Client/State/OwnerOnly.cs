namespace NanoBanana.Client.State;

/// <summary>Refuses folders and files of keys that other accounts can write or read, as ssh does. Windows has its own rules, which the profile folder inherits.</summary>
internal static class OwnerOnly
{
    /// <exception cref="NanoBananaException"><c>HomeWritableByOthers</c>.</exception>
    public static void EnsureNotWritable(string path)
    {
#if NET
        if (Mode(path) is { } mode && (mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != UnixFileMode.None)
        {
            throw new NanoBananaException(ErrorIds.HomeWritableByOthers, path, Quoted(path)) { Target = path };
        }
#endif
    }

    /// <exception cref="NanoBananaException"><c>KeyReadableByOthers</c>.</exception>
    public static void EnsureNotReadable(string path)
    {
#if NET
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (Mode(path) is { } mode && (mode & Others) != UnixFileMode.None)
        {
            throw new NanoBananaException(ErrorIds.KeyReadableByOthers, path, Quoted(path)) { Target = path };
        }
#endif
    }

#if NET
    private static UnixFileMode? Mode(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        try
        {
            return File.GetUnixFileMode(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // it is not there yet, or the error of reading it says why
            return null;
        }
    }

    private static string Quoted(string path) => "'" + path.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
#endif
}
