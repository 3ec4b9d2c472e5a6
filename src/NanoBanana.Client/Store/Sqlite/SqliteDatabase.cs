using System.Data.Common;
using Microsoft.Data.Sqlite;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.State;
using NanoBanana.Client.Store.Relational;

namespace NanoBanana.Client.Store.Sqlite;

/// <summary>The embedded store: one file, shared by the processes of one machine.</summary>
internal sealed class SqliteDatabase : Database
{
    /// <summary>What is in the file's header: "NBan".</summary>
    public const int ApplicationId = 0x4E42616E;

    // SQLite's primary result codes (https://www.sqlite.org/rescode.html)
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Corrupt = 11;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    private readonly string _path;
    private readonly string _connection;
    private readonly string _readOnly;
    private bool _isWhole;
    private readonly object _lock = new();
    private ulong? _file;
    private int _generation;

    /// <param name="path">A full path.</param>
    public SqliteDatabase(string path)
    {
        _path = path;
        _connection = Text(SqliteOpenMode.ReadWrite, pooling: true);
        _readOnly = Text(SqliteOpenMode.ReadOnly, pooling: false);
    }

    /// <inheritdoc/>
    public override string Kind => "SQLite";

    /// <inheritdoc/>
    public override string Location => _path;

    /// <inheritdoc/>
    public override string DefaultTimeZone => Days.Local;

    /// <inheritdoc/>
    public override string Begin => "BEGIN IMMEDIATE";

    /// <inheritdoc/>
    public override string? Clock => null;

    /// <inheritdoc/>
    public override bool LocksRows => false;

    /// <inheritdoc/>
    public override string? LockSchema => null;

    /// <inheritdoc/>
    public override string FindStore => "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'nb_store'";

    /// <inheritdoc/>
    public override string ByteText => "TEXT";

    /// <inheritdoc/>
    public override string Serial => "INTEGER PRIMARY KEY AUTOINCREMENT";

    /// <inheritdoc/>
    public override bool IsAbsent => !File.Exists(_path) || new FileInfo(_path).Length == 0;

    /// <inheritdoc/>
    public override int Generation()
    {
        // without this check, writes would go to a file that no longer has a name
        lock (_lock)
        {
            if (_file is not null && FileIdentity.Of(_path) != _file)
            {
                (_file, _isWhole) = (null, false);
                _generation++;
                Dispose();
            }

            return _generation;
        }
    }

    /// <inheritdoc/>
    public override string Mark(int version) =>
        FormattableString.Invariant($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {version}");

    /// <inheritdoc/>
    public override async Task InspectAsync(bool toSpend, CancellationToken cancellationToken)
    {
        if (Problem() is { } kind)
        {
            throw new NanoBananaException(ErrorIds.NotARegularFile, _path, kind) { Target = _path };
        }

        if (toSpend && NetworkFolder.KindOf(_path) is { } network)
        {
            throw new NanoBananaException(ErrorIds.StoreOnNetwork, _path, network) { Target = _path };
        }

        if (!IsAbsent)
        {
            await InspectFileAsync(toSpend && !_isWhole, cancellationToken).ConfigureAwait(false);
            _isWhole |= toSpend;
        }
        else if (toSpend)
        {
            SqliteFile.Create(_path);
        }
    }

    /// <inheritdoc/>
    public override async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connection);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = OFF";
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            lock (_lock)
            {
                _file ??= FileIdentity.Of(_path);
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task<bool> EraseAsync(Session session) =>
        (await session.QueryAsync("PRAGMA wal_checkpoint(TRUNCATE)", static row => row.GetInt64(0)).ConfigureAwait(false))[0] == 0;

    /// <inheritdoc/>
    public override StoreFault Classify(Exception error) => error switch
    {
        SqliteException { SqliteErrorCode: Busy or Locked } => StoreFault.Passing,
        SqliteException { SqliteErrorCode: Corrupt or NotADatabase } => StoreFault.Damaged,
        SqliteException => StoreFault.Other,
        _ => SalvagedFile.IsUnreadable(error) ? StoreFault.Damaged : StoreFault.Other,
    };

    /// <inheritdoc/>
    public override void Dispose()
    {
        using var connection = new SqliteConnection(_connection);
        SqliteConnection.ClearPool(connection);
    }

    private async Task InspectFileAsync(bool whole, CancellationToken cancellationToken)
    {
        try
        {
            await ReadFileAsync(whole, cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException error) when (HotJournal.Explains(error))
        {
            if (!await HotJournal.TryApplyAsync(_path, _connection, cancellationToken).ConfigureAwait(false))
            {
                throw NotOurs("it is a SQLite database of another program");
            }

            await ReadFileAsync(whole, cancellationToken).ConfigureAwait(false);
        }
    }

    // read-only: WAL mode and the tables of ours would change a file of another program
    private async Task ReadFileAsync(bool whole, CancellationToken cancellationToken)
    {
        using var connection = new SqliteConnection(_readOnly);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            using var session = new Session(connection);
            await session.ExecuteAsync("PRAGMA busy_timeout = 5000").ConfigureAwait(false);

            // in this order: another process may make it at this moment, tables and mark in one commit
            if (await session.NumberAsync("SELECT COUNT(*) FROM sqlite_master").ConfigureAwait(false) > 0
                && await session.NumberAsync("PRAGMA application_id").ConfigureAwait(false) != ApplicationId)
            {
                throw NotOurs("it is a SQLite database of another program");
            }

            if (whole && (await session.ScalarAsync("PRAGMA quick_check(1)").ConfigureAwait(false)) as string is { } answer && answer is not "ok")
            {
                throw new NanoBananaException(ErrorIds.StoreDamaged, _path, answer.Split('\n')[0]) { Target = _path };
            }
        }
        catch (SqliteException error) when (error.SqliteErrorCode is NotADatabase)
        {
            throw NotOurs("it is not a SQLite database");
        }
        catch (SqliteException error) when (error.SqliteErrorCode is Corrupt)
        {
            throw new NanoBananaException(ErrorIds.StoreDamaged, error, _path, error.Message) { Target = _path };
        }
        catch (SqliteException error) when (error.SqliteErrorCode is CannotOpen)
        {
            throw new NanoBananaException(ErrorIds.StoreUnavailable, error, _path, error.Message) { Target = _path };
        }
    }

    // without opening it: opening a pipe waits for its other end
    private string? Problem() => Directory.Exists(_path) ? "it is a folder"
        : Platform.IsWindows && _path.StartsWith(@"\\.\", StringComparison.Ordinal) ? "it is a device"
        : FileKind.Problem(_path);

    private NanoBananaException NotOurs(string what) => new(ErrorIds.StoreNotOurs, _path, what) { Target = _path };

    private string Text(SqliteOpenMode mode, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = _path,
        Mode = mode,
        Pooling = pooling,
        DefaultTimeout = 5,
    }.ToString();
}
