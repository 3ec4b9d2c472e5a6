using System.Collections.Concurrent;

namespace NanoBanana.Emulation.Tasks;

/// <summary>All accepted tasks. An id is known to its own gateway only.</summary>
internal sealed class TaskStore
{
    private readonly ConcurrentDictionary<(string Provider, string Id), EmulatedTask> _tasks = new();

    public int Count => _tasks.Count;

    public IReadOnlyList<EmulatedTask> All => [.. _tasks.Values.OrderBy(task => task.AcceptedAt)];

    public void Add(EmulatedTask task)
    {
        if (!_tasks.TryAdd((task.Order.Provider, task.Id), task))
        {
            throw new InvalidOperationException($"Two tasks of {task.Order.Provider} got the id {task.Id}.");
        }
    }

    public EmulatedTask? Find(string provider, string id) => _tasks.TryGetValue((provider, id), out var task) ? task : null;

    public void Clear() => _tasks.Clear();
}
