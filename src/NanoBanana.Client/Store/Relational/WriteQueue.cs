namespace NanoBanana.Client.Store.Relational;

/// <summary>
/// The one writer of a process: writes that wait at the same time share a transaction. All of them can be run again, because ids and
/// tokens are chosen first and read back.
/// </summary>
internal sealed class WriteQueue(Database database, StoreConnection connection, ThisProcess self, StoreOptions options)
{
    private const int MostAtOnce = 256;

    /// <summary>A server whose clients stand in line ends one that stands still, so the line moves: it is waited for longer than a server that is away.</summary>
    private const int CrowdFactor = 8;

    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(1);

    private readonly object _lock = new();
    private readonly OwnerPresence _presence = new(self, options.Lease);
    private List<Write> _waiting = [];
    private bool _running;
    private TaskCompletionSource<bool>? _enough;
    private int _enoughCount;

    /// <summary>Writes, and gives the answer once it is on the disk.</summary>
    public void Add(Write write)
    {
        write.Since = TimeProvider.System.GetTimestamp();
        lock (_lock)
        {
            _waiting.Add(write);
            if (_waiting.Count == _enoughCount)
            {
                _enough?.TrySetResult(true);
            }

            if (!_running)
            {
                _running = true;
                _ = Task.Run(RunAsync);
            }
        }
    }

    private async Task RunAsync()
    {
        while (true)
        {
            List<Write> batch;
            lock (_lock)
            {
                if (_waiting.Count == 0)
                {
                    _running = false;
                    connection.Rest();
                    return;
                }

                batch = _waiting.Take(MostAtOnce).ToList();
                _waiting = _waiting.Skip(MostAtOnce).ToList();
            }

            try
            {
                await RunBatchAsync([.. batch.OrderBy(write => write.Order, StringComparer.Ordinal)]).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                // an unexpected error must not leave callers waiting
                batch.ForEach(write => write.Failed(error));
            }

            await (batch.Count > 1 ? LingerAsync(batch.Count) : Task.CompletedTask).ConfigureAwait(false);
        }
    }

    // writes that come close together share a transaction: what one costs hardly depends on how many they are. As many as last time are
    // likely to come again, since each has its next step
    private async Task LingerAsync(int count)
    {
        var enough = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_waiting.Count >= count)
            {
                return;
            }

            (_enough, _enoughCount) = (enough, count);
        }

        await Task.WhenAny(enough.Task, TimeProvider.System.Delay(Linger)).ConfigureAwait(false);
    }

    private async Task RunBatchAsync(List<Write> batch)
    {
        for (var round = 0; batch.Count > 0; round++)
        {
            foreach (var stopped in batch.Where(write => write.Stop.IsCancellationRequested).ToList())
            {
                stopped.Failed(new OperationCanceledException(stopped.Stop));
                batch.Remove(stopped);
            }

            if (await TryAsync(batch).ConfigureAwait(false) is not { } error)
            {
                return;
            }

            var fault = database.Classify(error);
            if (fault is StoreFault.Passing or StoreFault.Away)
            {
                connection.Drop(fault is StoreFault.Away);
                var factor = fault is StoreFault.Passing && database.LocksRows ? CrowdFactor : 1;
                foreach (var late in batch.Where(write => TimeProvider.System.GetElapsedTime(write.Since).Ticks >= write.Patience.Ticks * factor).ToList())
                {
                    late.Failed(database.Wrap(error));
                    batch.Remove(late);
                }

                await TimeProvider.System.Delay(Pause(round)).ConfigureAwait(false);
            }
            else if (batch.Count == 1)
            {
                connection.Drop(isAway: false);
                batch[0].Failed(database.Wrap(error));
                return;
            }
            else
            {
                // one of them is at fault: each alone, so that it takes no other along
                foreach (var write in batch)
                {
                    await RunBatchAsync([write]).ConfigureAwait(false);
                }

                return;
            }
        }
    }

    private async Task<Exception?> TryAsync(List<Write> batch)
    {
        Session? session = null;
        try
        {
            if (batch.Count == 0)
            {
                return null;
            }

            var facts = await connection.FactsAsync().ConfigureAwait(false);
            session = await connection.SessionAsync().ConfigureAwait(false);
            var clock = await session.ScalarAsync(database.Begin).ConfigureAwait(false);
            var began = TimeProvider.System.GetTimestamp();
            await AccountLocks.TakeAsync(session, database.LocksRows, batch).ConfigureAwait(false);

            // a sign of life that is as old as the wait for the locks would make others take this process for gone
            var now = clock is long milliseconds ? milliseconds + (long)TimeProvider.System.GetElapsedTime(began).TotalMilliseconds : options.Time.GetUtcNow().ToUnixTimeMilliseconds();
            var group = new WriteGroup(session, facts, self, now, database.RowLock);
            await (batch.Exists(write => write.Beats) ? _presence.BeatAsync(session, now, connection.Generation) : Task.CompletedTask).ConfigureAwait(false);
            foreach (var write in batch)
            {
                await write.ApplyAsync(group).ConfigureAwait(false);
            }

            await _presence.SubmittedAsync(session, group.Submits, now, connection.Generation).ConfigureAwait(false);
            await group.FlushAsync().ConfigureAwait(false);
            await session.ExecuteAsync("COMMIT").ConfigureAwait(false);
        }
        catch (Exception error)
        {
            _presence.Forget();
            await (session?.TryRollbackAsync() ?? Task.CompletedTask).ConfigureAwait(false);
            return error;
        }

        batch.ForEach(write => write.Committed());
        return null;
    }

    // 10 ms, doubled up to a second, and up to as much again, so that those who met do not meet again
    private TimeSpan Pause(int round)
    {
        var most = Math.Min(1_000, 10 << Math.Min(round, 7));
        return TimeSpan.FromMilliseconds(most * (1 + Jitter.Shared()));
    }
}
