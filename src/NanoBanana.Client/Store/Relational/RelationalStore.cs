using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace NanoBanana.Client.Store.Relational;

/// <summary>The store over either database.</summary>
internal sealed class RelationalStore : ITaskStore, IDisposable
{
    private static readonly TimeSpan RecentSubmit = TimeSpan.FromSeconds(30);

    private readonly Database _database;
    private readonly StoreOptions _options;
    private readonly ThisProcess _self;
    private readonly StoreConnection _connection;
    private readonly WriteQueue _queue;
    private readonly TaskPages _pages;
    private readonly Heartbeat _heartbeat;
    private readonly FactDelivery _facts;
    private readonly ConcurrentDictionary<string, byte> _held = new(StringComparer.Ordinal);
    private int _settled;
    private int _delivered;

    /// <param name="database">Which.</param>
    /// <param name="options">How this process uses it.</param>
    /// <param name="self">Who we are; null: this process.</param>
    /// <param name="steps">The steps of the schema; null: this version's.</param>
    public RelationalStore(Database database, StoreOptions options, ThisProcess? self = null, IReadOnlyList<IReadOnlyList<string>>? steps = null)
    {
        _database = database;
        _options = options;
        _self = self ?? new ThisProcess();
        _connection = new StoreConnection(database, _self, options, steps ?? Schema.Steps);
        _queue = new WriteQueue(database, _connection, _self, options);
        _pages = new TaskPages(_connection, database, _self, options);
        _facts = new FactDelivery(_queue, _connection, options);
        _heartbeat = new Heartbeat(options, BeatAsync);
    }

    /// <inheritdoc/>
    public string Kind => _database.Kind;

    /// <inheritdoc/>
    public string Location => _database.Location;

    /// <inheritdoc/>
    public TimeSpan Lease => _options.Lease;

    /// <summary>The id under which this process holds claims.</summary>
    public string Owner => _self.Owner;

    /// <inheritdoc/>
    public async Task<ClaimOutcome> ClaimAsync(WorkClaim claim, CancellationToken cancellationToken)
    {
        await SettleOnceAsync(cancellationToken).ConfigureAwait(false);
        var write = new AnsweredWrite<ClaimOutcome>(new ClaimWrite(claim).ApplyAsync)
        {
            Order = "3" + claim.WorkKey,
            Patience = _options.Patience,
            Account = (claim.Account, claim.Profile, claim.Provider),
            Beats = true,
            Stop = cancellationToken,
        };
        _queue.Add(write);
        var outcome = await write.Done.ConfigureAwait(false);
        if (outcome.Claimed is { } token && _held.TryAdd(token.IntentId + "/" + token.Attempt, 0))
        {
            _heartbeat.Hold();
        }

        return outcome;
    }

    /// <inheritdoc/>
    public async Task<bool> MarkSendingAsync(AttemptToken token, CancellationToken cancellationToken)
    {
        await _facts.PrepareAsync().ConfigureAwait(false);
        var write = new AnsweredWrite<bool>(group => SendWrite.ApplyAsync(group, token))
        {
            Order = "2" + token.IntentId,
            Patience = _options.Patience,
            IntentId = token.IntentId,
            Beats = true,
            Stop = cancellationToken,
        };
        _queue.Add(write);
        return await write.Done.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<bool> RecordAsync(params StoreFact[] facts)
    {
        var written = await _facts.DeliverAsync(facts).ConfigureAwait(false);
        foreach (var fact in facts.Where(fact => fact is AcceptedFact or LandedFact))
        {
            if (_held.TryRemove(fact.IntentId + "/" + fact.Attempt, out _))
            {
                _heartbeat.LetGo();
            }
        }

        if (!written)
        {
            _heartbeat.Wake();
        }

        return written;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredTask> ListAsync(TaskFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await DeliverOnceAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var task in _pages.ReadAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            yield return task;
        }
    }

    /// <inheritdoc/>
    public Task<StoreOwner?> FindOwnerAsync(string owner, CancellationToken cancellationToken) =>
        ReadAsync(async session => await OwnerTable.FindAsync(session, _self, owner, await NowAsync(session).ConfigureAwait(false)).ConfigureAwait(false), none: null, cancellationToken);

    /// <inheritdoc/>
    public async Task<StoredTask> ResolveAsync(string intentId, string? gatewayId, CancellationToken cancellationToken)
    {
        // what is settled as not charged is paid for again: a receipt that waits here counts first, and must not be unreadable
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        await _facts.ReplayAsync().ConfigureAwait(false);
        return await WriteAsync(group => ResolveWrite.ApplyAsync(group, intentId, gatewayId), intentId, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<int> RemoveAsync(IReadOnlyCollection<string> intentIds, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var chunk in intentIds.InChunks(100))
        {
            removed += await WriteAsync(group => RemoveWrite.ApplyAsync(group, chunk), intentId: null, cancellationToken).ConfigureAwait(false);
        }

        await EraseAsync(removed, cancellationToken).ConfigureAwait(false);
        return removed;
    }

    /// <inheritdoc/>
    public async Task<int> ExpireAsync(string account, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var old = await ReadAsync(
            session => session.QueryAsync(
                """
                SELECT intent FROM nb_tasks WHERE account = @account AND unsaved = 0 AND state IN ('Succeeded', 'Failed')
                    AND COALESCE(completed_at, created_at) < @before
                """,
                static row => row.GetString(0),
                ("account", account),
                ("before", before.ToUnixTimeMilliseconds())),
            none: [],
            cancellationToken).ConfigureAwait(false);
        return old.Count == 0 ? 0 : await RemoveAsync(old, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<int> RemoveEmulatorAsync(string emulator, CancellationToken cancellationToken)
    {
        if (await ReadAsync(session => session.NumberAsync("SELECT COUNT(*) FROM nb_tasks WHERE scope = @scope", ("scope", emulator)), none: 0, cancellationToken).ConfigureAwait(false) == 0)
        {
            return 0;
        }

        var removed = await WriteAsync(group => EmulatorTable.RemoveAsync(group.Session, emulator), intentId: null, cancellationToken).ConfigureAwait(false);
        await EraseAsync(removed, cancellationToken).ConfigureAwait(false);
        return removed;
    }

    /// <inheritdoc/>
    public Task<BudgetTotals> TotalsAsync(string account, string period, string unit, decimal? creditPrice, string? emulator, CancellationToken cancellationToken) => ReadAsync(
        async session =>
        {
            var zone = (await _connection.FactsAsync().ConfigureAwait(false)).TimeZone;
            var today = Days.Of(Times.ToTime(await NowAsync(session).ConfigureAwait(false)), zone);
            return BudgetTotals.Of(await SpendingTable.SumsAsync(session, emulator ?? string.Empty, account, Days.Since(period, today)).ConfigureAwait(false), unit, creditPrice) with { Since = Days.ToDay(Days.Since(period, today)) };
        },
        none: new BudgetTotals { Since = Days.ToDay(Days.Since(period, Days.Of(_options.Time.GetUtcNow(), _options.TimeZone ?? _database.DefaultTimeZone))) },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SpendingRow>> SpendingAsync(DateTimeOffset? since, EmulatorScope emulators, CancellationToken cancellationToken) => await ReadAsync(
        async session =>
        {
            var first = since is { } from ? Days.Of(from, (await _connection.FactsAsync().ConfigureAwait(false)).TimeZone) : int.MinValue;
            return await SpendingTable.RowsAsync(session, first, emulators).ConfigureAwait(false);
        },
        none: [],
        cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<TimeZoneInfo> TimeZoneAsync(CancellationToken cancellationToken) => ReadAsync(
        async _ => Days.Find((await _connection.FactsAsync().ConfigureAwait(false)).TimeZone),
        none: Days.Find(_options.TimeZone ?? _database.DefaultTimeZone),
        cancellationToken);

    /// <inheritdoc/>
    public Task<int> LiveOwnersAsync(string account, CancellationToken cancellationToken) => ReadAsync(
        async session => 1 + (int)await OwnerTable.SubmittersAsync(session, account, _self.Owner, await NowAsync(session).ConfigureAwait(false) - (long)RecentSubmit.TotalMilliseconds).ConfigureAwait(false),
        none: 1,
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredTask>> ActiveElsewhereAsync(string account, string? emulator, DateTimeOffset since, CancellationToken cancellationToken) =>
        await ReadAsync(session => ActiveRows.ElsewhereAsync(session, _self.Owner, account, emulator ?? string.Empty, since.ToUnixTimeMilliseconds()), none: [], cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LearnedDuration>> DurationsAsync(int most, CancellationToken cancellationToken) =>
        await ReadAsync(session => SideTables.DurationsAsync(session, most), none: [], cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task KeepCreditAsync(CreditSnapshot snapshot, CancellationToken cancellationToken) =>
        WriteAsync(group => SideTables.KeepCreditAsync(group.Session, snapshot), intentId: null, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CreditSnapshot>> CreditsAsync(string account, int most, CancellationToken cancellationToken) =>
        await ReadAsync(session => SideTables.CreditsAsync(session, account, most), none: [], cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<bool> ReviewAsync(string intentId, Func<string?, (string? Review, string? Note)> change, CancellationToken cancellationToken) => WriteAsync(
        async group =>
        {
            if (await TaskTable.FindAsync(group, intentId).ConfigureAwait(false) is not { } row)
            {
                return false;
            }

            var (review, note) = change(row.Task.ReviewNote);
            return await group.Session.ExecuteAsync(
                "UPDATE nb_tasks SET review = @review, review_note = @note, reviewed_at = @now WHERE intent = @intent",
                ("review", review),
                ("note", note),
                ("now", group.Now),
                ("intent", intentId)).ConfigureAwait(false) == 1;
        },
        intentId,
        cancellationToken);

    /// <inheritdoc/>
    public Task<RememberedUpload?> FindUploadAsync(string target, string sha256, CancellationToken cancellationToken) => ReadAsync(
        async session => await SideTables.FindUploadAsync(session, target, sha256, await NowAsync(session).ConfigureAwait(false)).ConfigureAwait(false),
        none: null,
        cancellationToken);

    /// <inheritdoc/>
    public Task RememberUploadAsync(RememberedUpload upload, CancellationToken cancellationToken) => upload.Address.Query.Length > 0
        ? Task.CompletedTask
        : WriteAsync(
            async group =>
            {
                await SideTables.RememberUploadAsync(group.Session, upload, group.Now).ConfigureAwait(false);
                return true;
            },
            intentId: null,
            cancellationToken);

    /// <inheritdoc/>
    public async Task<StoreHealth> TestAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _database.InspectAsync(toSpend: true, cancellationToken).ConfigureAwait(false);
            var facts = await _connection.FactsAsync().ConfigureAwait(false);
            var began = TimeProvider.System.GetTimestamp();
            var there = await WriteAsync(group => Task.FromResult(group.Now), intentId: null, cancellationToken).ConfigureAwait(false);
            var roundTrip = TimeProvider.System.GetElapsedTime(began);
            var tasks = await ReadAsync(session => session.NumberAsync("SELECT COUNT(*) FROM nb_tasks WHERE scope = ''"), none: 0, cancellationToken).ConfigureAwait(false);
            return new StoreHealth
            {
                Kind = Kind,
                Location = Location,
                StoreId = facts.Id,
                SchemaVersion = facts.Version,
                ClockDifference = Times.ToTime(there) - (_options.Time.GetUtcNow() - TimeSpan.FromTicks(roundTrip.Ticks / 2)),
                RoundTrip = roundTrip,
                Tasks = tasks,
                Waiting = await ReplayAsync(cancellationToken).ConfigureAwait(false),
                TimeZone = facts.TimeZone,
            };
        }
        catch (Exception error) when (error is not (NanoBananaException or OperationCanceledException))
        {
            throw _database.Wrap(error);
        }
    }

    /// <inheritdoc/>
    public Task<int> ReplayAsync(CancellationToken cancellationToken) => _facts.ReplayAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        _heartbeat.Dispose();
        _connection.Drop(isAway: false);
        _database.Dispose();
    }

    // receipts of an earlier process that the store did not take then
    private async Task DeliverOnceAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _delivered) == 0)
        {
            await OpenAsync(cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _delivered, 1);
            await TryReplayAsync().ConfigureAwait(false);
        }
    }

    // only an open store says which outbox is its own
    private Task OpenAsync(CancellationToken cancellationToken) => ReadAsync(static _ => Task.FromResult(true), none: false, cancellationToken);

    // what cannot be read stays where it is: Test-NanoBananaStore says so, and an unknown outcome is not submitted again
    private async Task TryReplayAsync()
    {
        try
        {
            await _facts.ReplayAsync().ConfigureAwait(false);
        }
        catch (NanoBananaException)
        {
            _heartbeat.Wake();
        }
    }

    // before the first claim of a process: what others left behind blocks no work and no money, and what waits here is brought to the store
    private async Task SettleOnceAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _settled) == 0)
        {
            await WriteAsync(AbandonedTasks.SettleAsync, intentId: null, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _settled, 1);
            await TryReplayAsync().ConfigureAwait(false);
        }
    }

    private async Task<bool> BeatAsync(bool holds)
    {
        if (holds)
        {
            await WriteAsync(AbandonedTasks.SettleAsync, intentId: null, CancellationToken.None, beats: true).ConfigureAwait(false);
        }

        return await _facts.ReplayAsync().ConfigureAwait(false) > 0;
    }

    private Task<T> WriteAsync<T>(Func<WriteGroup, Task<T>> work, string? intentId, CancellationToken cancellationToken, bool beats = false)
    {
        var write = new AnsweredWrite<T>(work) { Order = "4" + intentId, Patience = _options.Patience, IntentId = intentId, Beats = beats, Stop = cancellationToken };
        _queue.Add(write);
        return write.Done;
    }

    private async Task<T> ReadAsync<T>(Func<Session, Task<T>> read, T none, CancellationToken cancellationToken)
    {
        using var session = await _connection.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (session is null)
        {
            return none;
        }

        try
        {
            return await read(session).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not (NanoBananaException or OperationCanceledException))
        {
            throw _database.Wrap(error);
        }
    }

    private async Task<long> NowAsync(Session session) => _database.Clock is { } clock
        ? await session.NumberAsync(clock).ConfigureAwait(false)
        : _options.Time.GetUtcNow().ToUnixTimeMilliseconds();

    // a reader that is in the way ends soon; what still stands there goes with the next erasing
    private async Task EraseAsync(int removed, CancellationToken cancellationToken)
    {
        for (var i = 0; removed > 0 && i < 50; i++)
        {
            if (await ReadAsync(_database.EraseAsync, none: true, cancellationToken).ConfigureAwait(false))
            {
                return;
            }

            await TimeProvider.System.Delay(TimeSpan.FromMilliseconds(50), cancellationToken).ConfigureAwait(false);
        }
    }
}
