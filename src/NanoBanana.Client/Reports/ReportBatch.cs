using NanoBanana.Client.Gateways;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Journal;

namespace NanoBanana.Client.Reports;

/// <summary>Gathers tasks and saved images, and joins what belongs together by what the journal knows.</summary>
/// <param name="journal">Its entries, oldest first.</param>
/// <param name="folder">Where relative paths of sources begin.</param>
public sealed class ReportBatch(IReadOnlyList<JournalEntry> journal, string folder)
{
    private readonly ILookup<string?, JournalEntry> _byIntent = journal.ToLookup(entry => entry.Task.IntentId, StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string?, JournalEntry> _byId = journal.ToLookup(entry => entry.Task.Id, StringComparer.Ordinal);
    private readonly ILookup<ulong, JournalEntry> _byContent = journal.SelectMany(entry => entry.Saved.Values, (entry, saved) => (entry, saved.Checksum)).ToLookup(each => each.Checksum, each => each.entry);
    private readonly Dictionary<string, ReportItemBuilder> _byKey = new(StringComparer.Ordinal);
    private readonly List<ReportItemBuilder> _all = [];

    /// <summary>How many tasks there are so far.</summary>
    public int Count => _all.Count;

    /// <summary>The tasks in the order in which they first came, and the takes of one next to each other.</summary>
    public IEnumerable<ReportItem> Items => new ReportTakes(journal, entry => new ReportItemBuilder(entry.Task, entry).ToItem(folder)).Order(_all.Select(each => each.ToItem(folder)));

    /// <summary>Adds a task, or updates one that was added before.</summary>
    /// <param name="task">The task.</param>
    public void Add(ImageTask task)
    {
        var entry = _byIntent[task.IntentId].LastOrDefault() ?? (task.Id is null ? null : _byId[task.Id].LastOrDefault(each => SameProvider(each.Task, task)));
        var known = entry is null ? task : Filled(Newer(task, entry.Task), entry.Task);
        var gathered = Gather(known, entry);
        gathered.Task = known;
    }

    /// <summary>Adds a saved image.</summary>
    /// <param name="path">Full path of the file.</param>
    /// <param name="taskId">The gateway's id of its task; null if only the journal may know it.</param>
    /// <param name="source">The sources of its task; empty if they are unknown.</param>
    /// <exception cref="NanoBananaException"><c>ImageNotFound</c>, <c>ImageUnreadable</c>, <c>ImageTypeNotSupported</c> or <c>ImageTruncated</c>.</exception>
    public void AddSaved(string path, string? taskId, IReadOnlyList<string> source)
    {
        var content = ChecksumOf(path);
        var entry = taskId is null ? _byContent[content].LastOrDefault() : _byId[taskId].LastOrDefault(each => each.Saved.Values.Any(saved => saved.Checksum == content)) ?? _byId[taskId].LastOrDefault();
        var task = entry?.Task ?? new ImageTask { Id = taskId, Provider = string.Empty, Profile = string.Empty, State = TaskStates.Succeeded, Request = new ImageRequest { Sources = source } };
        Gather(task, entry).Files.Add(path);
    }

    private static bool SameProvider(ImageTask one, ImageTask other) =>
        string.Equals(one.Provider, other.Provider, StringComparison.OrdinalIgnoreCase);

    private static ulong ChecksumOf(string path)
    {
        try
        {
            using var file = SourceFile.OpenRead(path);
            return ImageInspector.Look(file).Checksum;
        }
        catch (Exception error) when (ImageErrors.IsKnown(error))
        {
            throw ImageErrors.Of(error, path);
        }
    }

    // what ended stays ended: an object that was kept from before the end is older than the journal
    private static ImageTask Newer(ImageTask task, ImageTask known) =>
        (task.State, known.State) is (TaskStates.Pending or TaskStates.Running or TaskStates.Unknown, TaskStates.Succeeded or TaskStates.Failed) ? known : task;

    // the journal knows what a gateway does not repeat
    private static ImageTask Filled(ImageTask task, ImageTask known) => task with
    {
        Id = task.Id ?? known.Id,
        IntentId = known.IntentId,
        Model = task.Model ?? known.Model,
        Operation = task.Operation ?? known.Operation,
        Request = task.Request ?? known.Request,
        Defaults = task.Defaults ?? known.Defaults,
        Reviews = known.Reviews,
        SubmittedAt = task.SubmittedAt ?? known.SubmittedAt,
        CompletedAt = task.CompletedAt ?? known.CompletedAt,
        Duration = task.Duration ?? known.Duration,
        Cost = task.Cost.Amount is null ? known.Cost : task.Cost,
        Failure = task.Failure ?? (string.Equals(task.State, known.State, StringComparison.Ordinal) ? known.Failure : null),
    };

    private ReportItemBuilder Gather(ImageTask task, JournalEntry? entry)
    {
        var key = task.IntentId ?? (task.Id is null ? null : task.Provider + " " + task.Id);
        if (key is null || !_byKey.TryGetValue(key, out var gathered))
        {
            gathered = new ReportItemBuilder(task, entry);
            _all.Add(gathered);
            if (key is not null)
            {
                _byKey[key] = gathered;
            }
        }

        return gathered;
    }
}
