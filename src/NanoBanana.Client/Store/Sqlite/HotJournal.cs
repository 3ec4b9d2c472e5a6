using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace NanoBanana.Client.Store.Sqlite;

/// <summary>
/// What a process leaves that is killed while it makes a database file: a rollback journal, which the next connection that may write
/// applies. One that only reads refuses the file until then (https://www.sqlite.org/lockingv3.html#hot_journals).
/// </summary>
internal static class HotJournal
{
    // https://www.sqlite.org/rescode.html#readonly_rollback
    private const int ReadOnlyRollback = 776;

    // https://www.sqlite.org/fileformat2.html#the_database_header, and the header of the schema's page, which follows it
    private const int ApplicationIdOffset = 68;
    private const int CellsOffset = 103;
    private const int HeaderLength = 108;

    /// <summary>True if a connection that only reads was refused because of it.</summary>
    public static bool Explains(SqliteException error) => error.SqliteExtendedErrorCode is ReadOnlyRollback;

    /// <summary>Applies the journal of a file that is a store, or that is becoming one and contains no table yet.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="connection">How it is opened for writing.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>False if it is the file of another program, which is left as it is.</returns>
    public static async Task<bool> TryApplyAsync(string path, string connection, CancellationToken cancellationToken)
    {
        if (!IsStoreOrEmpty(path))
        {
            return false;
        }

        using var session = new SqliteConnection(connection);
        await session.OpenAsync(cancellationToken).ConfigureAwait(false);
        using var command = session.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 5000; SELECT COUNT(*) FROM sqlite_master";
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    // closing the file drops the locks of this process on it: as long as the journal is there, no connection of it has any
    private static bool IsStoreOrEmpty(string path)
    {
        var header = new byte[HeaderLength];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = file.Read(header, 0, header.Length);
        return length < header.Length
            || BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(CellsOffset)) == 0
            || BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(ApplicationIdOffset)) == SqliteDatabase.ApplicationId;
    }
}
