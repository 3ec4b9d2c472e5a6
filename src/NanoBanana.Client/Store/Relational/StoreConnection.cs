namespace NanoBanana.Client.Store.Relational;

/// <summary>Opens the store once, makes its tables where money is going to hang on it, and holds the writer's connection.</summary>
internal sealed class StoreConnection(Database database, ThisProcess self, StoreOptions options, IReadOnlyList<IReadOnlyList<string>> steps)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SchemaSetup _setup = new(database, steps);
    private Session? _writer;
    private StoreFacts? _facts;
    private bool _readable;
    private int _opened;
    private int _writerOf;

    /// <summary>The store's own id; null as long as it was not opened.</summary>
    public string? StoreId { get; private set; }

    /// <summary>What the store says of itself; makes it where there is none.</summary>
    public async Task<StoreFacts> FactsAsync()
    {
        Look();
        if (_facts is { } known)
        {
            return known;
        }

        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_facts is null)
            {
                await database.InspectAsync(toSpend: true, CancellationToken.None).ConfigureAwait(false);
                using var session = new Session(await database.ConnectAsync(CancellationToken.None).ConfigureAwait(false));
                _facts = await ImportedAsync(session, await _setup.EnsureAsync(session, options.TimeZone ?? database.DefaultTimeZone).ConfigureAwait(false)).ConfigureAwait(false);
                StoreId = _facts.Id;
                _readable = true;
            }

            return _facts;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The writer's own connection; only the one writer asks for it.</summary>
    public async Task<Session> SessionAsync()
    {
        if (_writer is not null && _writerOf != _opened)
        {
            Drop(isAway: false);
        }

        _writerOf = _opened;
        return _writer ??= new Session(await database.ConnectAsync(CancellationToken.None).ConfigureAwait(false));
    }

    /// <summary>Nothing waits: a connection that others could use is given back.</summary>
    public void Rest()
    {
        if (database.LocksRows)
        {
            Drop(isAway: false);
        }
    }

    /// <summary>The writer's connection failed.</summary>
    /// <param name="isAway">The database may be another one when it comes back.</param>
    public void Drop(bool isAway)
    {
        Interlocked.Exchange(ref _writer, value: null)?.Dispose();
        if (isAway)
        {
            _facts = null;
        }
    }

    /// <summary>A connection for reading; null where there is nothing to read yet.</summary>
    /// <exception cref="NanoBananaException">It must not be used.</exception>
    public async Task<Session?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            Look();
            await (_readable ? Task.CompletedTask : database.InspectAsync(toSpend: false, cancellationToken)).ConfigureAwait(false);
            if (!_readable && options.Import?.Find() is not null)
            {
                await FactsAsync().ConfigureAwait(false);
            }

            if (!_readable && database.IsAbsent)
            {
                return null;
            }

            var session = new Session(await database.ConnectAsync(cancellationToken).ConfigureAwait(false));
            if (_readable || await IsStoreAsync(session).ConfigureAwait(false))
            {
                return session;
            }

            session.Dispose();
            return null;
        }
        catch (Exception error) when (error is not (NanoBananaException or OperationCanceledException))
        {
            throw database.Wrap(error);
        }
    }

    // somebody deleted the store, or put another one in its place
    private void Look()
    {
        if (database.HasMoved())
        {
            (_facts, _readable) = (null, false);
            Interlocked.Increment(ref _opened);
        }
    }

    private async Task<StoreFacts> ImportedAsync(Session session, StoreFacts facts)
    {
        if (options.Import is { } import && import.Find() is { } source && await ImportWrite.IsDueAsync(session, source).ConfigureAwait(false))
        {
            var clock = await session.ScalarAsync(database.Begin).ConfigureAwait(false);
            try
            {
                var now = clock is long milliseconds ? milliseconds : options.Time.GetUtcNow().ToUnixTimeMilliseconds();
                await ImportWrite.ApplyAsync(new WriteGroup(session, facts, self, now, database.RowLock), facts, source, import.Read()).ConfigureAwait(false);
                await session.ExecuteAsync("COMMIT").ConfigureAwait(false);
            }
            catch
            {
                await session.TryRollbackAsync().ConfigureAwait(false);
                throw;
            }
        }

        return facts;
    }

    private async Task<bool> IsStoreAsync(Session session)
    {
        // an older store is brought up to date before it is read
        var present = await _setup.ReadAsync(session).ConfigureAwait(false);
        if (present is not null && present.Version < steps.Count)
        {
            await FactsAsync().ConfigureAwait(false);
        }

        _readable = present is not null;
        StoreId = present?.Id ?? StoreId;
        return _readable;
    }
}
