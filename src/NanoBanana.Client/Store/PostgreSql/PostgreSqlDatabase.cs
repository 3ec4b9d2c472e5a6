using System.Data.Common;
using System.Net.Sockets;
using NanoBanana.Client.Store.Relational;
using Npgsql;

namespace NanoBanana.Client.Store.PostgreSql;

/// <summary>The shared store: one database, used by several machines. Nothing of a session is used, so that a pooler may be used.</summary>
internal sealed class PostgreSqlDatabase : Database
{
    private const string Milliseconds = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";

    private readonly string _text;
    private readonly object _lock = new();
    private NpgsqlDataSource? _source;

    /// <param name="connection">A connection string of Npgsql.</param>
    public PostgreSqlDatabase(string connection)
    {
        _text = ConnectionText.Adjusted(connection);
        Location = ConnectionText.Shown(_text);
    }

    /// <inheritdoc/>
    public override string Kind => "PostgreSQL";

    /// <inheritdoc/>
    public override string Location { get; }

    /// <inheritdoc/>
    public override string DefaultTimeZone => "UTC";

    /// <inheritdoc/>
    public override string Begin => "BEGIN; SET LOCAL lock_timeout = '5s'; SET LOCAL idle_in_transaction_session_timeout = '10s'; " + Milliseconds;

    /// <inheritdoc/>
    public override string? Clock => Milliseconds;

    /// <inheritdoc/>
    public override bool LocksRows => true;

    /// <inheritdoc/>
    public override string? LockSchema => "SELECT pg_advisory_xact_lock(5639445221)";

    /// <inheritdoc/>
    /// <remarks>Not to_regclass: it remembers that there was none, also after another session has made it.</remarks>
    public override string FindStore => "SELECT COUNT(*) FROM pg_catalog.pg_tables WHERE tablename = 'nb_store' AND schemaname = ANY(current_schemas(false))";

    /// <inheritdoc/>
    public override string ByteText => "TEXT COLLATE \"C\"";

    /// <inheritdoc/>
    public override string Serial => "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY";

    /// <inheritdoc/>
    public override bool IsAbsent => false;

    /// <inheritdoc/>
    public override string? Mark(int version) => null;

    /// <inheritdoc/>
    public override Task InspectAsync(bool toSpend, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken) =>
        await Source().OpenConnectionAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public override StoreFault Classify(Exception error) => error switch
    {
        // serialization failure, deadlock, idle in transaction, lock not available, and a number that another has taken meanwhile (https://www.postgresql.org/docs/current/errcodes-appendix.html)
        PostgresException { SqlState: "40001" or "40P01" or "25P03" or "55P03" or "23505" } => StoreFault.Passing,
        PostgresException { SqlState: "53300" or "57P01" or "57P02" or "57P03" } => StoreFault.Away,
        PostgresException { SqlState: { } state } when state.StartsWith("08", StringComparison.Ordinal) => StoreFault.Away,
        PostgresException { SqlState: "XX001" or "XX002" } => StoreFault.Damaged,
        PostgresException => StoreFault.Other,
        NpgsqlException or IOException or SocketException or TimeoutException or ObjectDisposedException => StoreFault.Away,
        _ => StoreFault.Other,
    };

    /// <inheritdoc/>
    public override void Dispose()
    {
        lock (_lock)
        {
            _source?.Dispose();
            _source = null;
        }
    }

    // what was closed is opened again by its next use
    private NpgsqlDataSource Source()
    {
        lock (_lock)
        {
            return _source ??= NpgsqlDataSource.Create(_text);
        }
    }
}
