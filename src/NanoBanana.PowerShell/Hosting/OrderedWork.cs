namespace NanoBanana.PowerShell.Hosting;

/// <summary>Runs items at the same time up to a limit and returns their results in the order in which they were added.</summary>
/// <typeparam name="T">A result.</typeparam>
internal sealed class OrderedWork<T>(int limit)
{
    private readonly Queue<Task<T>> _items = new();
    private readonly HashSet<Task<T>> _running = [];

    /// <summary>Items whose results were not taken yet.</summary>
    public int Count => _items.Count;

    /// <summary>True if one more item may start.</summary>
    public bool HasRoom
    {
        get
        {
            _running.RemoveWhere(task => task.IsCompleted);
            return _running.Count < limit;
        }
    }

    public void Add(Func<Task<T>> item)
    {
        var task = Task.Run(item, CancellationToken.None);
        _items.Enqueue(task);
        _running.Add(task);
    }

    /// <summary>Completes when any running item does.</summary>
    public Task WhenAnyEnds() => Task.WhenAny(_running);

    /// <summary>Completes when the next result in order is available.</summary>
    public Task WhenNextEnds() => Task.WhenAny(_items.Peek());

    /// <summary>Completes when nothing is running.</summary>
    public Task WhenAllEnd() => Task.WhenAll(_running);

    /// <summary>The next result in order, if it is there already.</summary>
    public bool TryTake(out Task<T>? result)
    {
        result = null;
        if (_items.Count == 0 || !_items.Peek().IsCompleted)
        {
            return false;
        }

        result = _items.Dequeue();
        return true;
    }
}
