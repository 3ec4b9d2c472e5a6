using NanoBanana.Client.State;

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

        HomeFolder.Create(Path.GetDirectoryName(path)!);
        try
        {
            using var file = HomeFolder.Open(path, FileShare.ReadWrite);
        }
        catch (IOException) when (File.Exists(path))
        {
            // another process made it in this moment
        }
    }
}
