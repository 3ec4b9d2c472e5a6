using System.Collections.Concurrent;
using System.Globalization;
using NanoBanana.Client.Model;
using NanoBanana.Client.State;
using NanoBanana.Client.Store;
using NanoBanana.Client.Store.Sqlite;

namespace NanoBanana.Client.Journal;

/// <summary>The durable record of every intent and task, in the store that several processes and machines share.</summary>
public sealed class TaskJournal
{
    private static readonly ConcurrentDictionary<string, TaskJournal> Open = new(StringComparer.Ordinal);

    private readonly TimeProvider _time;

    /// <summary>The embedded store of a folder. Nothing is created before the first intent.</summary>
    /// <param name="folder">The folder of the store. It is created if it does not exist.</param>
    /// <param name="time">The clock; the system's by default.</param>
    public TaskJournal(string folder, TimeProvider? time = null)
        : this(TaskStores.Create(Path.GetFullPath(Path.Combine(folder, TaskStores.FileName)), Options(folder, time ?? TimeProvider.System)), time)
    {
    }

    internal TaskJournal(ITaskStore store, TimeProvider? time)
    {
        _time = time ?? TimeProvider.System;
        Store = store;
    }

    /// <summary>The store itself.</summary>
    public ITaskStore Store { get; }

    /// <summary>The journal of this user, shared by all runspaces of the process.</summary>
    /// <returns>The journal of the store that is selected now.</returns>
    /// <exception cref="NanoBananaException"><c>JournalUnavailable</c>: the account has no home folder; <c>StoreUnavailable</c>: <c>NANOBANANA_STORE</c> cannot be read.</exception>
    public static TaskJournal OfUser()
    {
        var folder = HomeFolder.Find(Environment.GetEnvironmentVariable);
        return OfUser(folder, StoreChoice.Find(folder));
    }

    /// <summary>Which store this user has, and what selects it. Nothing is opened.</summary>
    /// <returns>Its kind, its location without a password, and what selects it.</returns>
    /// <exception cref="NanoBananaException"><c>JournalUnavailable</c>: the account has no home folder; <c>StoreUnavailable</c>: the selected store cannot be read.</exception>
    public static StoreInfo OfUserInfo()
    {
        var folder = HomeFolder.Find(Environment.GetEnvironmentVariable);
        var choice = StoreChoice.Find(folder);
        var store = OfUser(folder, choice).Store;
        return new StoreInfo { Kind = store.Kind, Location = store.Location, Source = choice.Source, Lease = store.Lease };
    }

    /// <summary>Sets the store of this user: a file, a connection, or neither for the embedded one.</summary>
    /// <param name="path">A full path of a file, or null.</param>
    /// <param name="connection">A connection of a PostgreSQL database, which is kept as keys are; or null.</param>
    /// <exception cref="NanoBananaException"><c>StoreUnavailable</c>: the connection cannot be read.</exception>
    public static async Task SetOfUserAsync(string? path, Secret? connection)
    {
        var folder = HomeFolder.Find(Environment.GetEnvironmentVariable);
        if (connection is not null && !TaskStores.IsPostgreSql(connection.Reveal()))
        {
            throw new NanoBananaException(ErrorIds.StoreUnavailable, "the connection", "it is neither a connection string with a Host nor a postgres:// URI.");
        }

        using (connection is null ? null : TaskStores.Create(connection.Reveal(), Options(folder, TimeProvider.System)))
        {
            await StoreChoice.SetAsync(folder, path, connection).ConfigureAwait(false);
        }
    }

    /// <summary>Copies what can be read from a damaged SQLite store to a new file.</summary>
    /// <param name="damaged">The damaged file, which is not changed.</param>
    /// <param name="target">A file that does not exist yet.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>How many tasks were copied, and how many rows were lost.</returns>
    /// <exception cref="NanoBananaException"><c>StoreDamaged</c>: nothing can be read; <c>StoreUnavailable</c>: the new file is there already.</exception>
    public static Task<StoreRepair> RepairAsync(string damaged, string target, CancellationToken cancellationToken) =>
        SalvagedFile.MakeAsync(damaged, target, new StoreOptions { Home = Path.GetDirectoryName(target)! }, cancellationToken);

    /// <summary>All tasks in the store, oldest first.</summary>
    /// <param name="warn">Gets a message for each task that cannot be read; null ignores them.</param>
    /// <returns>The tasks, oldest first.</returns>
    /// <exception cref="NanoBananaException">The store must not be used, or cannot be reached.</exception>
    public IReadOnlyList<JournalEntry> Read(Action<string>? warn = null) => Find(new TaskFilter { Emulators = EmulatorScope.All }, warn);

    /// <summary>The tasks that match a filter.</summary>
    /// <param name="filter">Which tasks.</param>
    /// <param name="warn">Gets a message for each task that cannot be read; null ignores them.</param>
    /// <param name="where">Conditions that the filter cannot express, applied before <see cref="TaskFilter.Last"/>; null for none.</param>
    /// <returns>The tasks, oldest first.</returns>
    /// <exception cref="NanoBananaException">The store must not be used, or cannot be reached.</exception>
    public IReadOnlyList<JournalEntry> Find(TaskFilter filter, Action<string>? warn = null, Func<JournalEntry, bool>? where = null)
    {
        // warnings of the reader are passed on in the caller's thread
        var unreadable = new List<string>();
        var entries = Task.Run(() => where is null ? FindAsync(filter, unreadable, CancellationToken.None) : FindAsync(filter, where, unreadable)).GetAwaiter().GetResult();
        foreach (var intent in unreadable)
        {
            warn?.Invoke($"The record of the intent {intent} in the store cannot be read and was skipped.");
        }

        return entries;
    }

    /// <summary>What was spent, by day, profile, model and unit, oldest first; also for tasks that were removed.</summary>
    /// <param name="since">From this day on; null for all.</param>
    /// <param name="withEmulators">Includes tasks of emulators, which cost nothing.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>One row for each day, profile, model and unit.</returns>
    /// <exception cref="NanoBananaException">The store must not be used, or cannot be reached.</exception>
    public async Task<IReadOnlyList<CostSummary>> CostsAsync(DateTimeOffset? since, bool withEmulators, CancellationToken cancellationToken) =>
        [.. CostSummary.Of(await Store.SpendingAsync(since, withEmulators ? EmulatorScope.All : EmulatorScope.None, cancellationToken).ConfigureAwait(false))];

    /// <summary>Records the name that an image is about to get, so that a run after a crash knows the file for its own.</summary>
    internal Task SavingAsync(ImageTask task, int index, string path, ulong checksum) => task.IntentId is null
        ? Task.CompletedTask
        : WriteAsync(JournalRecords.Saving(task.IntentId, index, path, checksum, _time.GetUtcNow()));

    /// <summary>Records that an image is saved.</summary>
    /// <param name="task">The task of the image.</param>
    /// <param name="index">The number of the image in its task, from 1.</param>
    /// <param name="path">The full path of the file.</param>
    /// <param name="checksum">XXH64 of the file, by which a later run recognises it.</param>
    public Task SavedAsync(ImageTask task, int index, string path, ulong checksum) => task.IntentId is null
        ? Task.CompletedTask
        : WriteAsync(JournalRecords.Saved(task.IntentId, index, path, checksum, _time.GetUtcNow()));

    /// <summary>Keeps what a person decided on an image of a task.</summary>
    /// <param name="task">A task of this journal.</param>
    /// <param name="review">The decision; an open one takes an earlier one back.</param>
    /// <returns>The task with it.</returns>
    /// <exception cref="NanoBananaException"><c>IntentNotFound</c>, or the store cannot be used.</exception>
    public async Task<ImageTask> ReviewAsync(ImageTask task, ImageReview review)
    {
        var reviewed = task;
        var isFound = await Store.ReviewAsync(
            task.IntentId!,
            note =>
            {
                reviewed = task with { Reviews = ImageReviews.With(StoredReviews.Read(note), review) };
                return (reviewed.Review, StoredReviews.Text(reviewed.Reviews));
            },
            CancellationToken.None).ConfigureAwait(false);
        return isFound
            ? reviewed
            : throw new NanoBananaException(ErrorIds.IntentNotFound, task.IntentId) { Target = task };
    }

    /// <summary>Settles an unknown outcome: the gateway has the task.</summary>
    /// <param name="entry">The task with the unknown outcome.</param>
    /// <param name="id">The id that the gateway has for it.</param>
    /// <returns>The task, now pending.</returns>
    /// <exception cref="NanoBananaException"><c>TaskNotUnknown</c>.</exception>
    public async Task<ImageTask> SettleAcceptedAsync(JournalEntry entry, string id)
    {
        await Store.ResolveAsync(entry.Task.IntentId!, id, CancellationToken.None).ConfigureAwait(false);
        return entry.Task with { Id = id, State = TaskStates.Pending, Failure = null };
    }

    /// <summary>Settles an unknown outcome: the gateway does not have the task, and nothing was charged.</summary>
    /// <param name="entry">The task with the unknown outcome.</param>
    /// <returns>The task, now failed without a charge.</returns>
    /// <exception cref="NanoBananaException"><c>TaskNotUnknown</c>.</exception>
    public async Task<ImageTask> SettleNotChargedAsync(JournalEntry entry)
    {
        await Store.ResolveAsync(entry.Task.IntentId!, gatewayId: null, CancellationToken.None).ConfigureAwait(false);
        return entry.Task with { State = TaskStates.Failed, Failure = entry.Task.Failure is { } failure ? failure with { MayHaveBeenCharged = false } : null };
    }

    /// <summary>Erases tasks. Only the sum of their charges is kept, for the budgets.</summary>
    /// <param name="unwanted">True for each task to erase.</param>
    /// <returns>How many were erased.</returns>
    /// <exception cref="NanoBananaException">The store must not be used, or cannot be reached.</exception>
    public async Task<int> RemoveAsync(Func<JournalEntry, bool> unwanted)
    {
        var entries = await FindAsync(new TaskFilter { Emulators = EmulatorScope.All }, [], CancellationToken.None).ConfigureAwait(false);
        var intents = entries.Where(unwanted).Select(entry => entry.Task.IntentId!).ToList();
        return intents.Count == 0 ? 0 : await Store.RemoveAsync(intents, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Erases tasks that ended longer ago than the retention of the profile.</summary>
    /// <param name="profile">A profile; without a retention, nothing is erased.</param>
    /// <exception cref="NanoBananaException">The store must not be used, or cannot be reached.</exception>
    public Task ExpireAsync(Profile profile) => profile.Retention is { } retention
        ? Store.ExpireAsync(profile.Account(), _time.GetUtcNow() - retention, CancellationToken.None)
        : Task.CompletedTask;

    /// <summary>How long the last tasks took according to their gateways; empty if the store cannot be read.</summary>
    /// <param name="most">The maximum number of tasks.</param>
    internal IEnumerable<LearnedDuration> RecentDurations(int most)
    {
        try
        {
            return Task.Run(() => Store.DurationsAsync(most, CancellationToken.None)).GetAwaiter().GetResult();
        }
        catch (NanoBananaException)
        {
            return [];
        }
    }

    /// <summary>Writes records; an intent among them is claimed as work of its own, and sent at once.</summary>
    /// <returns>False: what happened waits on this machine until the store takes it.</returns>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    internal async Task<bool> WriteAsync(params JournalRecord[] records)
    {
        foreach (var intent in records.Where(record => record.Kind is JournalKinds.Intent))
        {
            await Store.ClaimAsync(StoredFacts.Claim(intent, rules: null, tag: null) with { Sends = true }, CancellationToken.None).ConfigureAwait(false);
        }

        var facts = records.Where(record => record.Kind is not JournalKinds.Intent).Select(StoredFacts.Of).ToArray();
        return facts.Length == 0 || await Store.RecordAsync(facts).ConfigureAwait(false);
    }

    /// <summary>Gives a claim back.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="mayBeCommitted">Its commit failed, so that it may be there as sent; it was not.</param>
    internal Task WithdrawAsync(AttemptToken claim, bool mayBeCommitted) => Store.RecordAsync(new LandedFact
    {
        IntentId = claim.IntentId,
        Attempt = claim.Attempt,
        At = _time.GetUtcNow(),
        Landing = mayBeCommitted ? nameof(Landing.NotDelivered) : LandedFact.Withdrawn,
    });

    /// <summary>Closes the files or connections of the store; the next use opens them again.</summary>
    internal void Close() => (Store as IDisposable)?.Dispose();

    private static TaskJournal OfUser(string folder, StoreChoice choice) =>
        Open.GetOrAdd(folder + "\n" + choice.Address, _ => new TaskJournal(TaskStores.At(choice.Address, Options(folder, TimeProvider.System)), time: null));

    private static StoreOptions Options(string folder, TimeProvider time)
    {
        var lease = double.TryParse(Environment.GetEnvironmentVariable("NANOBANANA_LEASE"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds >= 1 ? seconds : 60;
        return new StoreOptions { Home = folder, Time = time, Lease = TimeSpan.FromSeconds(lease), Import = new TextJournal(folder, time) };
    }

    private async Task<IReadOnlyList<JournalEntry>> FindAsync(TaskFilter filter, Func<JournalEntry, bool> where, List<string> unreadable)
    {
        var isTurned = filter is { Last: not null, NewestFirst: false };
        var entries = new List<JournalEntry>();
        await foreach (var row in Store.ListAsync(filter with { Last = null, NewestFirst = filter.NewestFirst || isTurned }).ConfigureAwait(false))
        {
            if (StoredEntries.Of(row) is not { } entry)
            {
                unreadable.Add(row.IntentId);
            }
            else if (where(entry))
            {
                entries.Add(entry);
                if (entries.Count == filter.Last)
                {
                    break;
                }
            }
        }

        if (isTurned)
        {
            entries.Reverse();
        }

        return entries;
    }

    private async Task<IReadOnlyList<JournalEntry>> FindAsync(TaskFilter filter, List<string> unreadable, CancellationToken cancellationToken)
    {
        var entries = new List<JournalEntry>();
        await foreach (var row in Store.ListAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            if (StoredEntries.Of(row) is { } entry)
            {
                entries.Add(entry);
            }
            else
            {
                unreadable.Add(row.IntentId);
            }
        }

        return entries;
    }
}
