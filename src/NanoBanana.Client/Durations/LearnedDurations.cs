using System.Collections.Concurrent;
using NanoBanana.Client.Journal;

namespace NanoBanana.Client.Durations;

/// <summary>How long tasks take, learned from those that ended: one <see cref="DurationModel"/> a provider, model and operation.</summary>
public sealed class LearnedDurations
{
    /// <summary>So much of the journal's end is read: some 500 tasks.</summary>
    private const int JournalBytes = 512 * 1024;

    private readonly ConcurrentDictionary<(bool IsEmulated, string Provider, string? Model, string? Operation), DurationModel> _models = new();
    private readonly ConcurrentDictionary<TaskJournal, bool> _read = new();

    /// <summary>What all runspaces of this process learn together.</summary>
    public static LearnedDurations Process { get; } = new();

    /// <summary>Learns from the last tasks of a journal, the first time that it is given.</summary>
    public void Remember(TaskJournal? journal)
    {
        if (journal is null || !_read.TryAdd(journal, true))
        {
            return;
        }

        foreach (var (task, isEmulated, duration) in journal.RecentDurations(JournalBytes))
        {
            Of(task, isEmulated).Learn(duration);
        }
    }

    // an emulator's tasks take the time that it is told: they must not teach for a gateway
    internal DurationModel Of(ImageTask task, bool isEmulated)
    {
        var key = (isEmulated, task.Provider, task.Model, task.Operation);
        return _models.TryGetValue(key, out var known) ? known : _models.GetOrAdd(key, static key => new DurationModel(key.IsEmulated));
    }
}
