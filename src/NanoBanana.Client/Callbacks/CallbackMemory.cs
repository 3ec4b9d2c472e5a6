using System.Security.Cryptography;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Callbacks;

/// <summary>
/// The last callbacks, so that a repeated or replayed one is recognised. What falls out of it could come again and would cost one
/// query; it is not trusted either way.
/// </summary>
internal sealed class CallbackMemory(int capacity)
{
    private readonly object _lock = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>
    /// True the first time. The same body counts as the same callback, whatever its signature: a gateway that tries again signs
    /// again, and a forged body must not hide the true one.
    /// </summary>
    public bool IsNews(string provider, byte[] body)
    {
        using var hash = SHA256.Create();
        var key = provider + Hex.Encode(hash.ComputeHash(body));
        lock (_lock)
        {
            if (!_known.Add(key))
            {
                return false;
            }

            _order.Enqueue(key);
            if (_order.Count > capacity)
            {
                _known.Remove(_order.Dequeue());
            }

            return true;
        }
    }
}
