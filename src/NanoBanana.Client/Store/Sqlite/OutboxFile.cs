using Microsoft.Data.Sqlite;
using NanoBanana.Client.Store.Relational;

namespace NanoBanana.Client.Store.Sqlite;

/// <summary>The file of facts that a store has not taken yet: next to the user's state, named after the store.</summary>
internal static class OutboxFile
{
    /// <summary>Makes the table of facts, if it is missing.</summary>
    public const string Table = "CREATE TABLE IF NOT EXISTS facts (number INTEGER PRIMARY KEY AUTOINCREMENT, fact TEXT NOT NULL)";

    /// <summary>True if it was made already.</summary>
    public static bool Exists(string home, string storeId) => File.Exists(PathOf(home, storeId));

    /// <summary>Opens it, and makes it if it is missing.</summary>
    public static async Task<Session> OpenAsync(string home, string storeId)
    {
        var path = PathOf(home, storeId);
        SpareOutbox.Take(home, path);
        SqliteFile.Create(path);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            await connection.OpenAsync().ConfigureAwait(false);
            var session = new Session(connection);
            await session.ExecuteAsync("PRAGMA busy_timeout = 10000; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON").ConfigureAwait(false);
            await session.ExecuteAsync(Table).ConfigureAwait(false);
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Where it is.</summary>
    public static string PathOf(string home, string storeId) => Path.Combine(home, "outbox-" + storeId + ".db");
}
