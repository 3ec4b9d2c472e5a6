namespace NanoBanana.Client.Querying;

/// <summary>
/// Hints that a task may have ended: a callback came in. A hint is not trusted; a watch that waits for the task queries it
/// now instead of at its next poll.
/// </summary>
public sealed class TaskSignals
{
    private readonly object _lock = new();
    private readonly List<Action<string, string>> _listeners = [];

    /// <summary>The signals that all runspaces of this process share.</summary>
    public static TaskSignals Process { get; } = new();

    /// <summary>Signals that a task of a provider may have ended.</summary>
    /// <param name="provider">One of <see cref="ProviderNames"/>.</param>
    /// <param name="taskId">The provider's id of the task.</param>
    public void Signal(string provider, string taskId)
    {
        Action<string, string>[] listeners;
        lock (_lock)
        {
            listeners = [.. _listeners];
        }

        foreach (var listener in listeners)
        {
            listener(provider, taskId);
        }
    }

    /// <summary>Calls a listener for each signal. <paramref name="listener"/> must return at once.</summary>
    /// <param name="listener">Gets the provider and the task id, on the thread of the signal.</param>
    /// <returns>Dispose it to stop listening.</returns>
    public IDisposable Subscribe(Action<string, string> listener)
    {
        lock (_lock)
        {
            _listeners.Add(listener);
        }

        return new Subscription(this, listener);
    }

    private sealed class Subscription(TaskSignals signals, Action<string, string> listener) : IDisposable
    {
        public void Dispose()
        {
            lock (signals._lock)
            {
                signals._listeners.Remove(listener);
            }
        }
    }
}
