using System.Management.Automation;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Store;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>The journal as one cmdlet sees it: only the tasks that are needed are read, and all of them only if all are needed.</summary>
internal sealed class JournalLookup(Cmdlet cmdlet)
{
    // memory must not grow with the number of tasks
    private const int MostRecent = 256;

    private readonly Dictionary<string, JournalEntry?> _recent = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<string> _order = new();
    private readonly AccountProfiles _profiles = new();
    private IReadOnlyList<JournalEntry>? _entries;
    private bool _isUnusable;

    /// <summary>All entries, oldest first, as they were when they were first needed.</summary>
    public IReadOnlyList<JournalEntry> Entries => _entries ??= [.. TaskJournal.OfUser().Read(cmdlet.WriteWarning).Select(_profiles.Named)];

    /// <summary>The entries that are asked for.</summary>
    public IReadOnlyList<JournalEntry> Find(TaskFilter filter, Func<JournalEntry, bool>? where = null) =>
        [.. TaskJournal.OfUser().Find(filter, cmdlet.WriteWarning, where).Select(_profiles.Named)];

    /// <summary>The task with the name that the profile of its account has now, if the profile that it names does not exist.</summary>
    public ImageTask Named(ImageTask task) => ProfileStore.Process.Find(task.Profile) is null && KnownOf(task.IntentId) is { } known
        ? task with { Profile = known.Task.Profile }
        : task;

    /// <summary>The takes of requests that were made before: these alone are read.</summary>
    public Takes Takes() => new(Find(new TaskFilter { Retakes = true, Emulators = EmulatorScope.All }));

    /// <summary>The newest entry of a gateway's id, or null.</summary>
    public JournalEntry? OfId(string id, string? profile) => Find(new TaskFilter
    {
        GatewayIds = [id],
        Profiles = profile is null ? null : [profile],
        Accounts = AccountProfiles.AccountsOf(profile),
        Emulators = EmulatorScope.All,
        Last = 1,
    }).FirstOrDefault();

    /// <summary>The task as the journal has it, if it has ended there: an object that was kept from before is older.</summary>
    public ImageTask Newest(ImageTask task) =>
        task.State is TaskStates.Pending or TaskStates.Running
            && (OfIntent(task.IntentId) ?? (task is { IntentId: null, Id: { } id } ? OfId(id, profile: null) : null))?.Task is { State: TaskStates.Succeeded or TaskStates.Failed } ended
            ? ended
            : task;

    /// <summary>
    /// The entry of an intent, or null, also if the store cannot be used: what is paid for is saved all the same. One warning says so.
    /// </summary>
    public JournalEntry? KnownOf(string? intent)
    {
        if (_isUnusable)
        {
            return null;
        }

        try
        {
            return OfIntent(intent);
        }
        catch (NanoBananaException error)
        {
            _isUnusable = true;
            cmdlet.WriteWarning($"Earlier saves are unknown, and new ones are not recorded. {error.Message}");
            return null;
        }
    }

    /// <summary>The entry of an intent, or null. What the command itself does to a task that it gets again does not show.</summary>
    public JournalEntry? OfIntent(string? intent)
    {
        if (intent is null)
        {
            return null;
        }

        if (_recent.TryGetValue(intent, out var known))
        {
            return known;
        }

        var entry = Find(new TaskFilter { IntentIds = [intent.ToLowerInvariant()], Emulators = EmulatorScope.All }).FirstOrDefault();
        if (_order.Count == MostRecent)
        {
            _recent.Remove(_order.Dequeue());
        }

        _order.Enqueue(intent);
        _recent[intent] = entry;
        return entry;
    }
}
