using Microsoft.Data.Sqlite;
using NanoBanana.Client.State;

namespace NanoBanana.Client.Store.Sqlite;

/// <summary>
/// An empty outbox with free pages, made before a submit. A disk that becomes full between the submit and its receipt takes neither
/// the store's write nor a new outbox; the pages of this one are there already, and nothing else can take them.
/// </summary>
internal static class SpareOutbox
{
    /// <summary>Room for the receipts of a few hundred tasks.</summary>
    private const string Bytes = "262144";

    private const string Name = "outbox.spare";

    /// <summary>Makes the file, if it is missing and can be made.</summary>
    /// <param name="home">The folder of the outbox.</param>
    /// <param name="storeId">The store whose outbox it can become; none is made if that has one.</param>
    public static async Task MakeAsync(string home, string storeId)
    {
        var path = Path.Combine(home, Name);
        if (File.Exists(path) || OutboxFile.Exists(home, storeId))
        {
            return;
        }

        var made = path + "." + Guid.NewGuid().ToString("N").Substring(0, 8);
        try
        {
            SqliteFile.Create(made);
            using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = made, Pooling = false }.ToString()))
            {
                await connection.OpenAsync().ConfigureAwait(false);
                using var command = connection.CreateCommand();

                // pages that secure_delete has overwritten are on the disk, and stay in the file
                command.CommandText = $"PRAGMA journal_mode = MEMORY; PRAGMA secure_delete = ON; {OutboxFile.Table}; CREATE TABLE room (filler BLOB); INSERT INTO room VALUES (zeroblob({Bytes})); DROP TABLE room";
                await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            }

            ExclusiveMove.Try(made, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SqliteException)
        {
            // full already, or not to be written to: what cannot be kept is kept in memory
        }
        finally
        {
            TemporaryFile.Discard(made);
        }
    }

    /// <summary>Makes it the outbox, if there is a spare one and no outbox.</summary>
    /// <param name="home">Its folder.</param>
    /// <param name="outbox">The path of the outbox.</param>
    public static void Take(string home, string outbox)
    {
        var spare = Path.Combine(home, Name);
        try
        {
            if (File.Exists(spare) && !File.Exists(outbox))
            {
                ExclusiveMove.Try(spare, outbox);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // another process took it
        }
    }
}
