using NanoBanana.Client.State;
using NanoBanana.Client.Submitting;

namespace NanoBanana.Client.Journal;

/// <summary>
/// Brings records to the disk: those that wait at the same time share one lock, one write and one flush. A record that money
/// hangs on counts as written once it is on the disk, never before.
/// </summary>
internal sealed class JournalWriter(JournalFile file, SpendingTotals spending, TimeProvider time)
{
    private readonly object _lock = new();
    private List<Pending> _waiting = [];
    private bool _running;

    /// <summary>Writes records once <paramref name="check"/> lets them.</summary>
    /// <param name="records">In order.</param>
    /// <param name="check">Looks at what was spent, under the lock; throws to refuse. Null writes without looking.</param>
    /// <exception cref="NanoBananaException">The check's, or <c>JournalUnavailable</c>.</exception>
    public Task WriteAsync(IReadOnlyList<JournalRecord> records, Action<SpendingTotals>? check)
    {
        var pending = new Pending(records, check);
        lock (_lock)
        {
            _waiting.Add(pending);
            if (!_running)
            {
                _running = true;
                _ = Task.Run(RunAsync);
            }
        }

        return pending.Done.Task;
    }

    /// <summary>Runs alone, over all processes; for compaction.</summary>
    public async Task ExclusiveAsync(Action action)
    {
        using (await TakeLockAsync().ConfigureAwait(false))
        {
            Guarded(action);
        }
    }

    private async Task RunAsync()
    {
        while (true)
        {
            List<Pending> batch;
            lock (_lock)
            {
                if (_waiting.Count == 0)
                {
                    _running = false;
                    return;
                }

                batch = _waiting;
                _waiting = [];
            }

            await WriteBatchAsync(batch).ConfigureAwait(false);
        }
    }

    private async Task WriteBatchAsync(List<Pending> batch)
    {
        var accepted = new List<Pending>(batch.Count);
        try
        {
            using (await TakeLockAsync().ConfigureAwait(false))
            {
                Guarded(() =>
                {
                    Select(batch, accepted);
                    using var lines = new MemoryStream();
                    var mustLast = false;
                    foreach (var record in accepted.SelectMany(each => each.Records))
                    {
                        var line = JournalJson.Line(record);
                        lines.Write(line, 0, line.Length);
                        mustLast |= JournalKinds.MustLast(record.Kind);
                    }

                    if (lines.Length > 0)
                    {
                        file.Append(lines.ToArray(), mustLast);
                    }
                });
            }

            accepted.ForEach(each => each.Done.TrySetResult(true));
        }
        catch (Exception error)
        {
            // what was not written must not count
            spending.Forget();
            batch.ForEach(each => each.Done.TrySetException(error));
        }
    }

    private void Select(List<Pending> batch, List<Pending> accepted)
    {
        if (batch.Exists(each => each.Check is not null) || spending.IsLoaded)
        {
            spending.Refresh();
        }

        foreach (var pending in batch)
        {
            try
            {
                pending.Check?.Invoke(spending);
                spending.Expect(pending.Records);
                accepted.Add(pending);
            }
            catch (NanoBananaException error)
            {
                pending.Done.TrySetException(error);
            }
        }
    }

    private async Task<FileLock> TakeLockAsync()
    {
        try
        {
            file.Prepare();
            return await FileLock.TakeAsync(file.LockPath, time).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not NanoBananaException)
        {
            throw Unavailable(error);
        }
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is not NanoBananaException)
        {
            throw Unavailable(error);
        }
    }

    private NanoBananaException Unavailable(Exception error) =>
        new(ErrorIds.JournalUnavailable, error, file.LockPath, error.Message) { Target = file.LockPath };

    private sealed class Pending(IReadOnlyList<JournalRecord> records, Action<SpendingTotals>? check)
    {
        public IReadOnlyList<JournalRecord> Records { get; } = records;

        public Action<SpendingTotals>? Check { get; } = check;

        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
