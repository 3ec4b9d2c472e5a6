using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Waiting;

/// <summary>Brings <see cref="TaskSignals"/> to the tasks of one watch; a signal may come before its task is added.</summary>
internal sealed class WatchHints : IDisposable
{
    private const int MostEarly = 4096;

    private readonly object _lock = new();
    private readonly Dictionary<(string Provider, string Id), WatchedTask> _watched = [];
    private readonly HashSet<(string Provider, string Id)> _early = [];
    private readonly Action<WatchedTask> _hurry;
    private readonly IDisposable _subscription;

    /// <param name="signals">Where signals come from.</param>
    /// <param name="hurry">Called with the task of a signal.</param>
    public WatchHints(TaskSignals signals, Action<WatchedTask> hurry)
    {
        _hurry = hurry;
        _subscription = signals.Subscribe(Hear);
    }

    public void Add(WatchedTask watched)
    {
        var key = (watched.Task.Provider, watched.Task.Id ?? string.Empty);
        lock (_lock)
        {
            _watched[key] = watched;
            watched.IsHinted = _early.Remove(key);
        }
    }

    public void Remove(WatchedTask watched)
    {
        var key = (watched.Task.Provider, watched.Task.Id ?? string.Empty);
        lock (_lock)
        {
            if (_watched.TryGetValue(key, out var known) && known == watched)
            {
                _watched.Remove(key);
            }
        }
    }

    public void Dispose() => _subscription.Dispose();

    private void Hear(string provider, string id)
    {
        WatchedTask? watched;
        lock (_lock)
        {
            if (!_watched.TryGetValue((provider, id), out watched))
            {
                _ = _early.Count < MostEarly && _early.Add((provider, id));
                return;
            }
        }

        _hurry(watched);
    }
}
