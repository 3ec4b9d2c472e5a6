using System.Collections.Concurrent;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Model;
using NanoBanana.Client.State;

namespace NanoBanana.Client.Journal;

/// <summary>The durable record of every intent and task: an append-only file of JSON lines that several processes share.</summary>
public sealed class TaskJournal
{
    private static readonly ConcurrentDictionary<string, TaskJournal> Open = new(StringComparer.Ordinal);

    private readonly JournalFile _file;
    private readonly JournalWriter _writer;
    private readonly TimeProvider _time;

    /// <summary>A journal in a folder. Nothing is created before the first record.</summary>
    public TaskJournal(string folder, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _file = new JournalFile(folder);
        _writer = new JournalWriter(_file, new SpendingTotals(_file), _time);
    }

    /// <summary>The journal of this user, shared by all runspaces of the process.</summary>
    /// <exception cref="NanoBananaException"><c>JournalUnavailable</c>: the account has no home folder.</exception>
    public static TaskJournal OfUser() =>
        Open.GetOrAdd(HomeFolder.Find(Environment.GetEnvironmentVariable), static folder => new TaskJournal(folder));

    /// <summary>Everything that it holds, oldest first.</summary>
    /// <param name="warn">Takes what could not be read; null drops it.</param>
    /// <exception cref="NanoBananaException"><c>JournalTooNew</c> or <c>JournalUnavailable</c>.</exception>
    public IReadOnlyList<JournalEntry> Read(Action<string>? warn = null) => Guarded(() => FoldOf(_file.ReadAll(warn ?? (static _ => { }))).Entries.ToList());

    /// <summary>What remains of tasks that were removed: their charges.</summary>
    public IReadOnlyList<(DateTimeOffset At, string Provider, string Profile, string? Model, Money Amount)> RemovedCharges() =>
        Guarded(() => _file.ReadAll(static _ => { })
            .Where(record => record is { Kind: JournalKinds.Charge, Amount: not null, Currency: not null })
            .Select(record => (record.At, record.Provider ?? string.Empty, record.Profile ?? string.Empty, record.Model, new Money(record.Amount!.Value, record.Currency!)))
            .ToList());

    /// <summary>Records the name that an image is about to get, so that a run after a crash knows the file for its own.</summary>
    internal Task SavingAsync(ImageTask task, int index, string path, ulong checksum) => task.IntentId is null
        ? Task.CompletedTask
        : WriteAsync(JournalRecords.Saving(task.IntentId, index, path, checksum, _time.GetUtcNow()));

    /// <summary>Records that an image is on disk.</summary>
    public Task SavedAsync(ImageTask task, int index, string path, ulong checksum) => task.IntentId is null
        ? Task.CompletedTask
        : WriteAsync(JournalRecords.Saved(task.IntentId, index, path, checksum, _time.GetUtcNow()));

    /// <summary>Records what a person decided on an image of a task.</summary>
    /// <param name="task">A task of this journal.</param>
    /// <param name="review">The decision; an open one takes an earlier one back.</param>
    /// <returns>The task with it.</returns>
    public async Task<ImageTask> ReviewAsync(ImageTask task, ImageReview review)
    {
        await WriteAsync(JournalRecords.Review(task.IntentId!, review)).ConfigureAwait(false);
        return task with { Reviews = ImageReviews.With(task.Reviews, review) };
    }

    /// <summary>Settles an unknown outcome: the gateway has the task under this id.</summary>
    /// <exception cref="NanoBananaException"><c>TaskNotUnknown</c>.</exception>
    public async Task<ImageTask> SettleAcceptedAsync(JournalEntry entry, string id)
    {
        EnsureUnknown(entry);
        var task = entry.Task with { Id = id, State = TaskStates.Pending, Failure = null };
        await WriteAsync(JournalRecords.Accepted(task, _time.GetUtcNow())).ConfigureAwait(false);
        return task;
    }

    /// <summary>Settles an unknown outcome: the gateway does not have the task, and nothing was charged.</summary>
    /// <exception cref="NanoBananaException"><c>TaskNotUnknown</c>.</exception>
    public async Task<ImageTask> SettleNotChargedAsync(JournalEntry entry)
    {
        EnsureUnknown(entry);
        await WriteAsync(JournalRecords.Simple(JournalKinds.NotCharged, entry.Task.IntentId!, _time.GetUtcNow())).ConfigureAwait(false);
        return entry.Task with { State = TaskStates.Failed, Failure = entry.Task.Failure! with { MayHaveBeenCharged = false } };
    }

    /// <summary>Erases tasks from the file itself; only what their charges add up to is kept, for the budgets.</summary>
    /// <returns>How many were erased.</returns>
    public async Task<int> RemoveAsync(Func<JournalEntry, bool> unwanted)
    {
        var erased = 0;
        await _writer.ExclusiveAsync(() =>
        {
            var records = Guarded(() => _file.ReadAll(static _ => { }).ToList());
            var fold = FoldOf(records);
            var gone = new HashSet<string>(fold.Entries.Where(unwanted).Select(entry => entry.Task.IntentId!), StringComparer.Ordinal);
            erased = gone.Count;
            if (erased > 0)
            {
                var charges = records
                    .Where(record => record.Kind is JournalKinds.Intent && gone.Contains(record.Intent))
                    .Select(record => JournalRecords.ChargeOf(fold.Find(record.Intent)!, record))
                    .OfType<JournalRecord>();
                _file.Replace(charges.Concat(records.Where(record => !gone.Contains(record.Intent))), _file.ReadUnreadable());
            }
        }).ConfigureAwait(false);
        return erased;
    }

    /// <summary>Erases what ended longer ago than the profile's retention.</summary>
    public async Task ExpireAsync(Profile profile)
    {
        if (profile.Retention is { } retention)
        {
            var before = _time.GetUtcNow() - retention;
            bool IsOld(JournalEntry entry) => !entry.IsPending && !entry.IsUnsaved
                && string.Equals(entry.Task.Profile, profile.Name, StringComparison.OrdinalIgnoreCase)
                && (entry.Task.CompletedAt ?? entry.IntendedAt) < before;
            if (Read().Any(IsOld))
            {
                await RemoveAsync(IsOld).ConfigureAwait(false);
            }
        }
    }

    /// <summary>How long the last tasks took, by their gateway's own word; nothing where the journal cannot be read.</summary>
    /// <param name="most">Bytes of the file's end that are looked at.</param>
    internal IEnumerable<(ImageTask Task, bool IsEmulated, TimeSpan Duration)> RecentDurations(int most)
    {
        try
        {
            return DurationRecords.Of(_file.ReadTail(most));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NanoBananaException)
        {
            return [];
        }
    }

    internal Task WriteAsync(params JournalRecord[] records) => _writer.WriteAsync(records, check: null);

    internal Task WriteAsync(Action<SpendingTotals>? check, params JournalRecord[] records) => _writer.WriteAsync(records, check);

    private static void EnsureUnknown(JournalEntry entry)
    {
        if (entry.Task.State is not TaskStates.Unknown)
        {
            throw new NanoBananaException(ErrorIds.TaskNotUnknown, entry.Task, entry.Task.State) { Target = entry.Task };
        }
    }

    private static JournalFold FoldOf(IEnumerable<JournalRecord> records)
    {
        var fold = new JournalFold();
        foreach (var record in records)
        {
            fold.Apply(record);
        }

        return fold;
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NanoBananaException(ErrorIds.JournalUnavailable, error, _file.LockPath, error.Message) { Target = _file.LockPath };
        }
    }
}
