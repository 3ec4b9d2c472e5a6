namespace NanoBanana.Client.Store.Relational;

/// <summary>Opens the store once, creates its tables if money will depend on it, and holds the writer's connection.</summary>
internal sealed class StoreConnection(Database database, ThisProcess self, StoreOptions options, IReadOnlyList<IReadOnlyList<string>> steps)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SchemaSetup _setup = new(database, steps);
    private Session? _writer;
    private StoreFacts? _facts;
    private bool _readable;
    private int _factsOf;
    private int _readableOf;
    private int _writerOf;
    private int _away;

    /// <summary>The store's own id; null as long as it was not opened.</summary>
    public string? StoreId { get; private set; }

    /// <summary>Counts up each time that the store may be another one than before.</summary>
    public int Generation => database.Generation() + Volatile.Read(ref _away);

    /// <summary>What the store says of itself; makes it if there is none.</summary>
    public async Task<StoreFacts> FactsAsync()
    {
        if (Volatile.Read(ref _factsOf) == Generation && _facts is { } known)
        {
            return known;
        }

        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            var generation = Generation;
            if (_facts is null || _factsOf != generation)
            {
                await database.InspectAsync(toSpend: true, CancellationToken.None).ConfigureAwait(false);
                using var session = new Session(await database.ConnectAsync(CancellationToken.None).ConfigureAwait(false));
                _facts = await ImportedAsync(session, await _setup.EnsureAsync(session, options.TimeZone ?? database.DefaultTimeZone).ConfigureAwait(false)).ConfigureAwait(false);
                StoreId = _facts.Id;
                Volatile.Write(ref _factsOf, generation);
                SetReadable(generation);
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
        var generation = Generation;
        if (_writer is not null && _writerOf != generation)
        {
            Drop(isAway: false);
        }

        _writerOf = generation;
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
            Interlocked.Increment(ref _away);
        }
    }

    /// <summary>A connection for reading; null if there is nothing to read yet.</summary>
    /// <exception cref="NanoBananaException">It must not be used.</exception>
    public async Task<Session?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (IsReadable ? Task.CompletedTask : database.InspectAsync(toSpend: false, cancellationToken)).ConfigureAwait(false);
            if (!IsReadable && options.Import?.Find() is not null)
            {
                await FactsAsync().ConfigureAwait(false);
            }

            if (!IsReadable && database.IsAbsent)
            {
                return null;
            }

            var session = new Session(await database.ConnectAsync(cancellationToken).ConfigureAwait(false));
            if (IsReadable || await IsStoreAsync(session).ConfigureAwait(false))
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

    private bool IsReadable => _readable && Volatile.Read(ref _readableOf) == Generation;

    private void SetReadable(int generation)
    {
        Volatile.Write(ref _readableOf, generation);
        _readable = true;
    }

    private async Task<StoreFacts> ImportedAsync(Session session, StoreFacts facts)
    {
        if (options.Import is not { } import || import.Find() is not { } source)
        {
            return facts;
        }

        if (await ImportWrite.IsDueAsync(session, source).ConfigureAwait(false))
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

        await import.RetireAsync(source.State).ConfigureAwait(false);
        return facts with { HasImports = true };
    }

    private async Task<bool> IsStoreAsync(Session session)
    {
        // an older store is brought up to date before it is read
        var generation = Generation;
        var present = await _setup.ReadAsync(session).ConfigureAwait(false);
        if (present is not null && present.Version < steps.Count)
        {
            await FactsAsync().ConfigureAwait(false);
        }

        if (present is not null)
        {
            StoreId = present.Id;
            SetReadable(generation);
        }

        return present is not null;
    }
}
