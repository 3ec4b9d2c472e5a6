namespace NanoBanana.Client.Store.Sqlite;

/// <summary>A database file for its owner alone.</summary>
internal static class SqliteFile
{
    /// <summary>
    /// Makes an empty file that only the owner can read. A file that is there is not touched: closing any other handle of a database
    /// drops the locks that this process holds on it.
    /// </summary>
    public static void Create(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        CreateFolder(Path.GetDirectoryName(path)!);
        try
        {
#if NET
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new FileStream(path, options);
#else
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
#endif
        }
        catch (IOException) when (File.Exists(path))
        {
            // another process made it in this moment
        }
    }

    private static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

#if NET
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        Directory.CreateDirectory(folder);
    }
}
