using System.Collections.Concurrent;

namespace NanoBanana.Emulation.Tasks;

/// <summary>All accepted tasks. An id is known to its own gateway only.</summary>
internal sealed class TaskStore
{
    private readonly ConcurrentDictionary<(string Provider, string Id), EmulatedTask> _tasks = new();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public IReadOnlyList<EmulatedTask> All => [.. _tasks.Values.Distinct().OrderBy(task => task.AcceptedAt)];

    public void Add(EmulatedTask task)
    {
        if (!_tasks.TryAdd((task.Order.Provider, task.Id), task))
        {
            throw new InvalidOperationException($"Two tasks of {task.Order.Provider} got the id {task.Id}.");
        }

        Interlocked.Increment(ref _count);
    }

    public EmulatedTask? Find(string provider, string id) => _tasks.TryGetValue((provider, id), out var task) ? task : null;

    /// <summary>Makes a task known under another id too.</summary>
    public void Alias(string provider, string alias, string id)
    {
        if (Find(provider, id) is { } task)
        {
            _tasks[(provider, alias)] = task;
        }
    }

    public void Clear()
    {
        _tasks.Clear();
        Interlocked.Exchange(ref _count, 0);
    }
}
