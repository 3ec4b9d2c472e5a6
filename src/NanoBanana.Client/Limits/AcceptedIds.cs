namespace NanoBanana.Client.Limits;

/// <summary>The ids that an account's last submits were given, so that one which comes twice is noticed.</summary>
internal sealed class AcceptedIds
{
    private const int Kept = 4096;

    private readonly object _lock = new();
    private readonly Dictionary<string, string> _intents = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Records an id.</summary>
    /// <param name="id">The gateway's id.</param>
    /// <param name="intent">The request that it was given to.</param>
    /// <returns>True if another request was given the same id before.</returns>
    public bool IsRepeated(string id, string intent)
    {
        lock (_lock)
        {
            if (_intents.TryGetValue(id, out var first))
            {
                return !string.Equals(first, intent, StringComparison.Ordinal);
            }

            _intents.Add(id, intent);
            _order.Enqueue(id);
            if (_order.Count > Kept)
            {
                _intents.Remove(_order.Dequeue());
            }

            return false;
        }
    }
}
