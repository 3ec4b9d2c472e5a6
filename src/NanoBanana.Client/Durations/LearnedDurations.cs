using System.Collections.Concurrent;
using NanoBanana.Client.Journal;

namespace NanoBanana.Client.Durations;

/// <summary>How long tasks take, learned from those that ended: one <see cref="DurationModel"/> per provider, model and operation.</summary>
public sealed class LearnedDurations
{
    /// <summary>The number of last tasks that are used.</summary>
    private const int MostTasks = 500;

    private readonly ConcurrentDictionary<(bool IsEmulated, string Provider, string? Model, string? Operation), DurationModel> _models = new();
    private readonly ConcurrentDictionary<TaskJournal, bool> _read = new();

    /// <summary>The durations that all runspaces of this process share.</summary>
    public static LearnedDurations Process { get; } = new();

    /// <summary>Learns from the last tasks of a journal, the first time that it is given.</summary>
    /// <param name="journal">The journal, or null.</param>
    public void Remember(TaskJournal? journal)
    {
        if (journal is null || !_read.TryAdd(journal, true))
        {
            return;
        }

        // oldest first, as they were learned
        foreach (var learned in journal.RecentDurations(MostTasks).Reverse())
        {
            Of(learned.IsEmulated, learned.Provider, learned.Model, learned.Operation).Learn(learned.Duration);
        }
    }

    // an emulator's tasks take the time of its options: nothing about a gateway is learned from them
    internal DurationModel Of(ImageTask task, bool isEmulated) => Of(isEmulated, task.Provider, task.Model, task.Operation);

    private DurationModel Of(bool isEmulated, string provider, string? model, string? operation)
    {
        var key = (isEmulated, provider, model, operation);
        return _models.TryGetValue(key, out var known) ? known : _models.GetOrAdd(key, static key => new DurationModel(key.IsEmulated));
    }
}
