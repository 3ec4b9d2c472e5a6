using NanoBanana.Emulation.Compatibility;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Gateways.AigptImage;

/// <summary>The tasks by <c>X-Request-ID</c> (the create-task page): the same id and body give the first task again.</summary>
internal sealed class IdempotencyKeys
{
    private readonly object _gate = new();
    private readonly Dictionary<string, (string Body, EmulatedTask Task)> _known = new(StringComparer.Ordinal);

    /// <summary>The task of an earlier submit with this id, or a new one; 409 when the earlier body was another.</summary>
    public EmulatedTask GetOrAccept(string requestId, string body, Func<EmulatedTask> accept)
    {
        // Accepting does no I/O, and two equal submits at once must not both be new.
        lock (_gate)
        {
            if (!_known.TryGetValue(requestId, out var earlier))
            {
                earlier = (body, accept());
                _known[requestId] = earlier;
            }

            return earlier.Body.Is(body)
                ? earlier.Task
                : throw new Refusal(409, "Request conflict: this X-Request-ID was used with another body");
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _known.Clear();
        }
    }
}
