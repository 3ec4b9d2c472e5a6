using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Model;
using NanoBanana.Client.Querying;
using NanoBanana.Client.Submitting;

namespace NanoBanana.Client.Journal;

/// <summary>Folds records into entries, in the order of the intents.</summary>
internal sealed class JournalFold
{
    private readonly Dictionary<string, JournalEntry> _entries = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    /// <summary>All entries that were not removed, oldest first.</summary>
    public IEnumerable<JournalEntry> Entries => _order.Select(Find).OfType<JournalEntry>();

    public JournalEntry? Find(string intent) => _entries.TryGetValue(intent, out var entry) ? Told(entry) : null;

    public void Apply(JournalRecord record)
    {
        if (record.Kind is JournalKinds.Intent)
        {
            // a journal that was put together of two has it twice
            if (_entries.ContainsKey(record.Intent))
            {
                return;
            }

            _order.Add(record.Intent);
            _entries[record.Intent] = Begin(record);
            return;
        }

        // the intent was removed, or stands in another machine's journal
        if (!_entries.TryGetValue(record.Intent, out var entry))
        {
            return;
        }

        if (record.Kind is JournalKinds.Removed)
        {
            _entries.Remove(record.Intent);
            return;
        }

        _entries[record.Intent] = Next(entry, record);
    }

    private static JournalEntry Begin(JournalRecord record) => new()
    {
        IntendedAt = record.At,
        WorkKey = record.WorkKey ?? string.Empty,
        BaseUri = record.BaseUri,
        Charge = Charge.Reserved,
        Task = new ImageTask
        {
            Provider = record.Provider ?? string.Empty,
            Profile = record.Profile ?? string.Empty,
            Model = record.Model,
            Operation = record.Operation,
            State = TaskStates.Unknown,
            Request = record.Request,
            Defaults = record.Defaults,
            SubmittedAt = record.At,
            IntentId = record.Intent,
            Cost = CostOf(record) ?? Cost.Unknown,
        },
    };

    // put into words at the end only: almost every intent has its receipt in the next line
    private static JournalEntry Told(JournalEntry entry) => entry is { Task: { State: TaskStates.Unknown, Failure: null } }
        ? entry with { Task = entry.Task with { Failure = NoReceipt(entry) } }
        : entry;

    private static TaskFailure NoReceipt(JournalEntry entry) => UnknownOutcome.NoReceipt(entry.Task.Provider, entry.Task.IntentId!);

    private static JournalEntry Next(JournalEntry entry, JournalRecord record) => record.Kind switch
    {
        JournalKinds.Accepted => entry with
        {
            Charge = Charge.Spent,
            Task = entry.Task with { Id = record.Id, StatusUrl = record.StatusUrl, State = TaskStates.Pending, SubmittedAt = record.At, Failure = null },
        },
        JournalKinds.Landed when record.Landing is nameof(Landing.Unknown) => entry with
        {
            Charge = Charge.Unknown,
            Task = entry.Task with { Id = record.Id, Failure = record.Failure ?? entry.Task.Failure },
        },
        JournalKinds.Landed or JournalKinds.NotCharged => entry with
        {
            Charge = Charge.Released,
            Task = entry.Task with { State = TaskStates.Failed, Cost = entry.Task.Cost.Waived(), Failure = record.Failure ?? (entry.Task.Failure ?? NoReceipt(entry)) with { MayHaveBeenCharged = false } },
        },
        JournalKinds.State => WithState(entry, record),
        JournalKinds.Review when record is { Index: { } index, Decision: { } decision } => entry with
        {
            Task = entry.Task with { Reviews = ImageReviews.With(entry.Task.Reviews, new ImageReview(index, decision, record.Note, record.At)) },
        },
        JournalKinds.Saved when record is { Index: { } index, Path: { } path, Checksum: { } checksum } => entry with
        {
            Saved = With(entry.Saved, index, path, checksum),
        },
        JournalKinds.Saving when record is { Index: { } index, Path: { } path, Checksum: { } checksum } => entry with
        {
            Saving = With(entry.Saving, index, path, checksum),
        },
        _ => entry,
    };

    private static Dictionary<int, SavedFile> With(IReadOnlyDictionary<int, SavedFile> files, int index, string path, ulong checksum) =>
        new(files.ToDictionary(each => each.Key, each => each.Value)) { [index] = new SavedFile(path, checksum) };

    private static JournalEntry WithState(JournalEntry entry, JournalRecord record)
    {
        var task = entry.Task with
        {
            State = record.State ?? entry.Task.State,
            Failure = record.Failure,
            Images = record.Images ?? entry.Task.Images,
            CompletedAt = record.CompletedAt ?? entry.Task.CompletedAt,
            Duration = record.Duration ?? entry.Task.Duration,
            Cost = CostOf(record) ?? entry.Task.Cost,
        };
        return entry with
        {
            Charge = task.State is TaskStates.Failed && task.Failure is not { MayHaveBeenCharged: true } ? Charge.Released : entry.Charge,
            Task = task,
        };
    }

    private static Cost? CostOf(JournalRecord record) => record.Certainty is null
        ? null
        : new Cost { Amount = record.Amount, Currency = record.Currency, Certainty = record.Certainty };
}
