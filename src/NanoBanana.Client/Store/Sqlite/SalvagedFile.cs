using Microsoft.Data.Sqlite;

namespace NanoBanana.Client.Store.Sqlite;

/// <summary>Copies what can be read of a damaged store into a new one, row by row if it must be.</summary>
internal static class SalvagedFile
{
    private const int RowsAtOnce = 200;

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

        using (var store = TaskStores.Create(target, options))
        {
            await store.TestAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            using var from = Open(damaged, SqliteOpenMode.ReadOnly);
            using var to = Open(target, SqliteOpenMode.ReadWrite);
            var lost = 0;
            foreach (var table in Names(to, "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'nb_%'"))
            {
                cancellationToken.ThrowIfCancellationRequested();
                lost += Copy(from, to, table, cancellationToken);
            }

            using var count = to.CreateCommand();
            count.CommandText = "SELECT COUNT(*) FROM nb_tasks";
            return new StoreRepair { Path = target, Source = damaged, Tasks = Convert.ToInt32(count.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture), Lost = lost };
        }
        catch (SqliteException error)
        {
            throw new NanoBananaException(ErrorIds.StoreDamaged, error, damaged, error.Message) { Target = damaged };
        }
    }

    private static int Copy(SqliteConnection from, SqliteConnection to, string table, CancellationToken cancellationToken)
    {
        var columns = string.Join(", ", Names(to, $"SELECT name FROM pragma_table_info('{table}')"));
        var last = LastRow(from, table);
        var lost = 0;
        using var transaction = to.BeginTransaction();
        for (long first = 0; first <= last; first += RowsAtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryCopy(from, to, transaction, table, columns, first, first + RowsAtOnce - 1))
            {
                continue;
            }

            // the bad page is somewhere in it
            for (var row = first; row < first + RowsAtOnce && row <= last; row++)
            {
                lost += TryCopy(from, to, transaction, table, columns, row, row) ? 0 : 1;
            }
        }

        transaction.Commit();
        return lost;
    }

    private static bool TryCopy(SqliteConnection from, SqliteConnection to, SqliteTransaction transaction, string table, string columns, long first, long last)
    {
        try
        {
            using var select = from.CreateCommand();
#pragma warning disable CA2100 // names come from our own schema
            select.CommandText = $"SELECT {columns} FROM {table} WHERE rowid BETWEEN {Text(first)} AND {Text(last)}";
            using var rows = select.ExecuteReader();
            using var insert = to.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText = $"INSERT OR {(table is "nb_store" ? "REPLACE" : "IGNORE")} INTO {table} ({columns}) VALUES ({string.Join(", ", Enumerable.Range(0, rows.FieldCount).Select(each => "@p" + Text(each)))})";
#pragma warning restore CA2100
            while (rows.Read())
            {
                insert.Parameters.Clear();
                for (var i = 0; i < rows.FieldCount; i++)
                {
                    insert.Parameters.AddWithValue("@p" + Text(i), rows.GetValue(i));
                }

                insert.ExecuteNonQuery();
            }

            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    // the highest number on any page; a damaged last page hides its own rows only
    private static long LastRow(SqliteConnection from, string table)
    {
        try
        {
            using var command = from.CreateCommand();
#pragma warning disable CA2100 // names come from our own schema
            command.CommandText = $"SELECT COALESCE(MAX(rowid), 0) FROM {table}";
#pragma warning restore CA2100
            return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (SqliteException)
        {
            return 1_000_000;
        }
    }

    private static List<string> Names(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // names come from our own schema
        command.CommandText = sql;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        var names = new List<string>();
        while (rows.Read())
        {
            names.Add(rows.GetString(0));
        }

        return names;
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
