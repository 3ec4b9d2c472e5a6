using System.Collections.Concurrent;

namespace NanoBanana.Client.Tasks;

/// <summary>The tasks that this process submitted or looked at, so that none is out of reach after a stop.</summary>
public sealed class TaskRegistry
{
    private readonly ConcurrentDictionary<string, (long Order, ImageTask Task)> _tasks = new(StringComparer.Ordinal);
    private long _last;

    /// <summary>The registry that all runspaces of this process share.</summary>
    public static TaskRegistry Process { get; } = new();

    /// <summary>All tasks, in the order in which they were first seen.</summary>
    public IReadOnlyList<ImageTask> List() => [.. _tasks.Values.OrderBy(each => each.Order).Select(each => each.Task)];

    /// <summary>The task of an id, as far as this process knows it.</summary>
    /// <param name="id">The gateway's id.</param>
    /// <param name="profile">Its profile, or null for any.</param>
    public ImageTask? Find(string id, string? profile) => _tasks.Values
        .Select(each => each.Task)
        .FirstOrDefault(task => string.Equals(task.Id, id, StringComparison.Ordinal)
            && (profile is null || string.Equals(task.Profile, profile, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Adds a task or brings it up to date.</summary>
    internal void Put(ImageTask task) => _tasks.AddOrUpdate(
        task.IntentId ?? task.Profile + "\n" + task.Id,
        _ => (Interlocked.Increment(ref _last), task),
        (_, known) => (known.Order, task));
}
