using System.Management.Automation;
using NanoBanana.Client.Journal;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>The journal as one cmdlet sees it: read once, when it is first needed.</summary>
internal sealed class JournalLookup(Cmdlet cmdlet)
{
    private IReadOnlyList<JournalEntry>? _entries;
    private Dictionary<string, JournalEntry>? _byIntent;
    private ILookup<string?, JournalEntry>? _byId;

    /// <summary>All entries, oldest first.</summary>
    public IReadOnlyList<JournalEntry> Entries => _entries ??= TaskJournal.OfUser().Read(cmdlet.WriteWarning);

    /// <summary>The newest entry of a gateway's id, or null.</summary>
    public JournalEntry? OfId(string id, string? profile)
    {
        _byId ??= Entries.ToLookup(entry => entry.Task.Id, StringComparer.Ordinal);
        return _byId[id].LastOrDefault(entry => profile is null || string.Equals(entry.Task.Profile, profile, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The task as the journal has it, where it has ended there: an object that was kept from before is older.</summary>
    public ImageTask Newest(ImageTask task) =>
        task.State is TaskStates.Pending or TaskStates.Running
            && (OfIntent(task.IntentId) ?? (task is { IntentId: null, Id: { } id } ? OfId(id, profile: null) : null))?.Task is { State: TaskStates.Succeeded or TaskStates.Failed } ended
            ? ended
            : task;

    /// <summary>The entry of an intent, or null.</summary>
    public JournalEntry? OfIntent(string? intent)
    {
        _byIntent ??= Entries.GroupBy(entry => entry.Task.IntentId!, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.Last(), StringComparer.OrdinalIgnoreCase);
        return intent is not null && _byIntent.TryGetValue(intent, out var entry) ? entry : null;
    }
}
