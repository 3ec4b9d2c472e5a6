using System.Globalization;
using Microsoft.Data.Sqlite;

namespace NanoBanana.Client.Store.Sqlite;

/// <summary>
/// Copies the rows of one table of a damaged file, in the order of their numbers. Where a page cannot be read, the next row that can is
/// looked for in leaps that double, so that the time depends on the damage and not on what a damaged number says.
/// </summary>
internal sealed class SalvagedTable(SqliteConnection from, SqliteConnection to, string table)
{
    private const int RowsAtOnce = 200;

    private readonly string _columns = string.Join(", ", Names(to, $"SELECT name FROM pragma_table_info('{table}')").Intersect(NamesOrNone(from, table), StringComparer.Ordinal));
    private int _lost;

    /// <summary>Copies what can be read.</summary>
    /// <param name="cancellationToken">Stops between two pages.</param>
    /// <returns>How many rows could not be read or kept, as far as their numbers show.</returns>
    public int Copy(CancellationToken cancellationToken)
    {
        if (_columns.Length == 0)
        {
            return 1;
        }

        var after = long.MinValue;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isWhole = TryCopy(ref after, out var isLast);
            if (isLast)
            {
                return _lost;
            }

            if (isWhole)
            {
                continue;
            }

            if (Next(after, cancellationToken) is not { } next)
            {
                return _lost + 1;
            }

            _lost += (int)Math.Max(1, Math.Min(RowsAtOnce, next - after - 1));
            after = Math.Max(next - 1, after + 1);
        }
    }

    /// <summary>The first column of all rows as text.</summary>
    public static List<string> Names(SqliteConnection connection, string sql)
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

    /// <summary>A number in a statement.</summary>
    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static List<string> NamesOrNone(SqliteConnection connection, string table)
    {
        try
        {
            return Names(connection, $"SELECT name FROM pragma_table_info('{table}')");
        }
        catch (Exception error) when (SalvagedFile.IsUnreadable(error))
        {
            return [];
        }
    }

    // what was read before the damage is kept
    private bool TryCopy(ref long after, out bool isLast)
    {
        isLast = false;
        try
        {
            using var select = Select($"rowid > {Text(after)} ORDER BY rowid LIMIT {RowsAtOnce}");
            using var rows = select.ExecuteReader();
            var count = 0;
            for (; rows.Read(); count++)
            {
                if (rows.GetInt64(0) <= after)
                {
                    // the numbers go in a circle
                    return false;
                }

                after = rows.GetInt64(0);
                Insert(rows);
            }

            isLast = count < RowsAtOnce;
            return true;
        }
        catch (Exception error) when (SalvagedFile.IsUnreadable(error))
        {
            return false;
        }
    }

    private void Insert(SqliteDataReader row)
    {
        try
        {
            using var insert = to.CreateCommand();
#pragma warning disable CA2100 // names come from our own schema
            insert.CommandText = $"INSERT OR IGNORE INTO {table} ({_columns}) VALUES ({string.Join(", ", Enumerable.Range(1, row.FieldCount - 1).Select(each => "@p" + Text(each)))})";
#pragma warning restore CA2100
            for (var i = 1; i < row.FieldCount; i++)
            {
                insert.Parameters.AddWithValue("@p" + Text(i), row.GetValue(i));
            }

            _lost += 1 - insert.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            _lost++;
        }
    }

    // the smallest row number, as far as leaps find it, from which rows can be read again; null if there is none
    private long? Next(long after, CancellationToken cancellationToken)
    {
        var bad = after;
        for (ulong leap = 1; leap != 0; leap <<= 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (unchecked((ulong)(long.MaxValue - after)) < leap)
            {
                return null;
            }

            var good = unchecked(after + (long)leap);
            if (!CanRead(good))
            {
                bad = good;
                continue;
            }

            while (unchecked((ulong)(good - bad)) > 1)
            {
                var middle = unchecked(bad + (long)((ulong)(good - bad) / 2));
                (bad, good) = CanRead(middle) ? (bad, middle) : (middle, good);
            }

            return good;
        }

        return null;
    }

    private bool CanRead(long first)
    {
        try
        {
            using var select = Select($"rowid >= {Text(first)} ORDER BY rowid LIMIT 1");
            using var rows = select.ExecuteReader();
            if (!rows.Read())
            {
                return true;
            }

            for (var i = 0; i < rows.FieldCount; i++)
            {
                _ = rows.GetValue(i);
            }

            return rows.GetInt64(0) >= first;
        }
        catch (Exception error) when (SalvagedFile.IsUnreadable(error))
        {
            return false;
        }
    }

    private SqliteCommand Select(string which)
    {
        var select = from.CreateCommand();
#pragma warning disable CA2100 // names come from our own schema
        select.CommandText = $"SELECT rowid, {_columns} FROM {table} WHERE {which}";
#pragma warning restore CA2100
        return select;
    }
}
