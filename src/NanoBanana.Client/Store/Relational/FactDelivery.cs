namespace NanoBanana.Client.Store.Relational;

/// <summary>Brings facts to the store, by way of the outbox if it is away.</summary>
internal sealed class FactDelivery(WriteQueue queue, StoreConnection connection, StoreOptions options)
{
    private readonly Outbox _outbox = new(() => Sqlite.OutboxFile.OpenAsync(
        options.Home,
        connection.StoreId ?? throw new IOException("The store was never opened, so nothing says which outbox is its own.")));

    /// <summary>Sets room aside on the disk for facts that the store cannot take.</summary>
    public Task PrepareAsync() => connection.StoreId is { } id ? Sqlite.SpareOutbox.MakeAsync(options.Home, id) : Task.CompletedTask;

    /// <returns>False: some of them wait on this machine.</returns>
    public async Task<bool> DeliverAsync(IReadOnlyList<StoreFact> facts)
    {
        var left = await WriteAsync(facts).ConfigureAwait(false);
        await (left.Count > 0 ? _outbox.KeepAsync(left) : Task.CompletedTask).ConfigureAwait(false);
        return left.Count == 0;
    }

    /// <summary>False if surely nothing waits.</summary>
    public bool MayWait() => _outbox.Unwritten > 0 || (connection.StoreId is { } id && Sqlite.OutboxFile.Exists(options.Home, id));

    /// <summary>Brings what waits to the store.</summary>
    /// <returns>How many still wait.</returns>
    /// <exception cref="NanoBananaException"><c>StoreUnavailable</c>: the outbox cannot be read.</exception>
    public async Task<int> ReplayAsync()
    {
        try
        {
            return MayWait() ? await ReplayWaitingAsync().ConfigureAwait(false) : 0;
        }
        catch (Exception error) when (error is not (NanoBananaException or OperationCanceledException))
        {
            var outbox = Sqlite.OutboxFile.PathOf(options.Home, connection.StoreId ?? string.Empty);
            throw new NanoBananaException(ErrorIds.StoreUnavailable, error, outbox, error.Message) { Target = outbox };
        }
    }

    private async Task<int> ReplayWaitingAsync()
    {
        await _outbox.FlushAsync().ConfigureAwait(false);
        if (connection.StoreId is { } id && Sqlite.OutboxFile.Exists(options.Home, id))
        {
            var waiting = await _outbox.ReadAsync().ConfigureAwait(false);
            var left = await WriteAsync([.. waiting.Select(each => each.Fact)]).ConfigureAwait(false);
            await _outbox.ForgetAsync([.. waiting.Where(each => !left.Contains(each.Fact)).Select(each => each.Number)]).ConfigureAwait(false);
            return await _outbox.CountAsync().ConfigureAwait(false);
        }

        return _outbox.Unwritten;
    }

    // facts of one task in order and in one transaction; those of several need not wait for each other
    private async Task<IReadOnlyList<StoreFact>> WriteAsync(IReadOnlyList<StoreFact> facts)
    {
        var writes = facts.GroupBy(fact => fact.IntentId, StringComparer.Ordinal).Select(group => (Facts: group.ToList(), Write: WriteOf(group.Key, [.. group]))).ToList();
        writes.ForEach(each => queue.Add(each.Write));
        var left = new List<StoreFact>();
        foreach (var each in writes)
        {
            try
            {
                await each.Write.Done.ConfigureAwait(false);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // whatever stopped the write, a receipt is kept
                left.AddRange(each.Facts);
            }
        }

        return left;
    }

    private AnsweredWrite<bool> WriteOf(string intentId, IReadOnlyList<StoreFact> facts) => new(async group =>
    {
        foreach (var fact in facts)
        {
            await FactWrite.ApplyAsync(group, fact).ConfigureAwait(false);
        }

        return true;
    })
    {
        Order = "1" + intentId,
        Patience = options.FactPatience,
        IntentId = intentId,
    };
}
