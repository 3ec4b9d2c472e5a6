using Microsoft.Data.Sqlite;
using NanoBanana.Client.State;
using NanoBanana.Client.Store.Relational;

namespace NanoBanana.Client.Store.Sqlite;

/// <summary>Copies what can be read of a damaged store into a new one, which can be used like any other.</summary>
internal static class SalvagedFile
{
    // a sum of more than the largest number fails; no account has spent 1,000 billion
    private const string Absurd = "1000000000000000000";

    /// <summary>Reads the damaged file and writes the new one.</summary>
    /// <param name="damaged">Is opened for reading only.</param>
    /// <param name="target">A file that is not there yet.</param>
    /// <param name="options">How the new store is made.</param>
    /// <param name="cancellationToken">Stops between two ranges of rows.</param>
    /// <exception cref="NanoBananaException"><c>StoreDamaged</c>: nothing can be read; <c>StoreUnavailable</c>: the new file is there already.</exception>
    public static async Task<StoreRepair> MakeAsync(string damaged, string target, StoreOptions options, CancellationToken cancellationToken)
    {
        if (File.Exists(target))
        {
            throw new NanoBananaException(ErrorIds.StoreUnavailable, target, "it already exists and is not replaced.") { Target = target };
        }

        if (!File.Exists(damaged) || FileKind.Problem(damaged) is not null)
        {
            throw new NanoBananaException(ErrorIds.StoreUnavailable, damaged, "the file does not exist.") { Target = damaged };
        }

        // a part of a store must not look like a whole one, nor block the next repair
        var part = target + "." + Guid.NewGuid().ToString("N").Substring(0, 8) + ".part";
        try
        {
            using (var store = TaskStores.Create(part, options))
            {
                await store.TestAsync(cancellationToken).ConfigureAwait(false);
            }

            var (tasks, lost) = Copy(damaged, part, cancellationToken);
            return ExclusiveMove.Try(part, target)
                ? new StoreRepair { Path = target, Source = damaged, Tasks = tasks, Lost = lost }
                : throw new NanoBananaException(ErrorIds.StoreUnavailable, target, "it already exists and is not replaced.") { Target = target };
        }
        catch (SqliteException error)
        {
            throw new NanoBananaException(ErrorIds.StoreDamaged, error, damaged, error.Message) { Target = damaged };
        }
        finally
        {
            foreach (var ending in new[] { string.Empty, "-wal", "-shm", "-journal" })
            {
                File.Delete(part + ending);
            }
        }
    }

    private static (int Tasks, int Lost) Copy(string damaged, string target, CancellationToken cancellationToken)
    {
        using var from = Open(damaged, SqliteOpenMode.ReadOnly);
        using var to = Open(target, SqliteOpenMode.ReadWrite);
        using var transaction = to.BeginTransaction();
        var lost = CopyIdentity(from, to);
        foreach (var table in SalvagedTable.Names(to, "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'nb_%' AND name <> 'nb_store'"))
        {
            lost += new SalvagedTable(from, to, table).Copy(cancellationToken);
        }

        lost += RemoveUnreadable(to);
        transaction.Commit();

        // what is still in the log would be lost when the file gets its name
        return Number(to, "PRAGMA wal_checkpoint(TRUNCATE)") == 0
            ? ((int)Number(to, "SELECT COUNT(*) FROM nb_tasks"), lost)
            : throw new NanoBananaException(ErrorIds.StoreUnavailable, target, "it is in use.") { Target = target };
    }

    // the outbox of this machine knows the store by its id; the version is that of the new file
    private static int CopyIdentity(SqliteConnection from, SqliteConnection to)
    {
        var kept = 0;
        foreach (var name in new[] { "id", "time_zone" })
        {
            try
            {
                using var select = from.CreateCommand();
                select.CommandText = "SELECT value FROM nb_store WHERE name = @name";
                select.Parameters.AddWithValue("@name", name);
                if (select.ExecuteScalar() is string value && (name is "id" ? Guid.TryParseExact(value, "N", out _) : Days.IsKnown(value)))
                {
                    using var update = to.CreateCommand();
                    update.CommandText = "UPDATE nb_store SET value = @value WHERE name = @name";
                    update.Parameters.AddWithValue("@name", name);
                    update.Parameters.AddWithValue("@value", value);
                    kept += update.ExecuteNonQuery();
                }
            }
            catch (Exception error) when (IsUnreadable(error))
            {
                // the new file's own stays
            }
        }

        return 2 - kept;
    }

    // a row can be whole, and what stands in it nonsense: one such row would make the store unusable
    private static int RemoveUnreadable(SqliteConnection to)
    {
        var bad = new List<long>();
        using (var select = to.CreateCommand())
        {
            select.CommandText = $"SELECT {TaskRow.Names} FROM nb_tasks";
            using var rows = select.ExecuteReader();
            while (rows.Read())
            {
                try
                {
                    TaskRow.Read(rows);
                }
                catch (Exception error) when (IsUnreadable(error))
                {
                    bad.Add(rows.GetInt64(rows.GetOrdinal("seq")));
                }
            }
        }

        foreach (var seq in bad)
        {
            Execute(to, "DELETE FROM nb_tasks WHERE seq = " + SalvagedTable.Text(seq));
        }

        var amounts = string.Join(" OR ", new[] { "day", "spent", "reserved", "unknown", "held", "tasks" }.Select(each => $"typeof({each}) <> 'integer' OR {each} NOT BETWEEN -{Absurd} AND {Absurd}"));
        var owners = string.Join(" OR ", new[] { "pid", "started_at", "seen_at", "lease_ms" }.Select(each => $"typeof({each}) <> 'integer'"));
        return bad.Count + Execute(to, "DELETE FROM nb_spending WHERE " + amounts) + Execute(to, "DELETE FROM nb_owners WHERE " + owners)
            + Execute(to, "DELETE FROM nb_emulators WHERE typeof(pid) <> 'integer' OR typeof(started_at) <> 'integer'");
    }

    /// <summary>Whether an error comes from a value that does not match its column.</summary>
    internal static bool IsUnreadable(Exception error) =>
        error is SqliteException or InvalidOperationException or InvalidCastException or FormatException or OverflowException or ArgumentException;

    private static int Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // texts of this file and numbers
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a text of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
