using System.Collections.Concurrent;
using NanoBanana.Client.Submitting;

namespace NanoBanana.Client.Journal;

/// <summary>
/// Earlier tasks by their work, each given out once: of identical items, the nth is matched with the nth. What other runs submit
/// meanwhile is found by the claim itself.
/// </summary>
internal sealed class ResumeBook
{
    private readonly Dictionary<string, LinkedList<JournalEntry>> _earlier;
    private readonly ConcurrentDictionary<string, TakenNumbers> _taken = new(StringComparer.Ordinal);

    public ResumeBook(IEnumerable<JournalEntry> entries) => _earlier = entries
        .Where(entry => entry is { CanResume: true, IsInFlight: false })
        .GroupBy(entry => entry.Fingerprint, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => new LinkedList<JournalEntry>(group), StringComparer.Ordinal);

    /// <summary>The numbers of equal requests that this run holds.</summary>
    public TakenNumbers NumbersOf(string work) => _taken.GetOrAdd(work, static _ => new TakenNumbers());

    public JournalEntry? Take(PreparedRequest request)
    {
        var work = Fingerprint.Of(request);
        lock (_earlier)
        {
            if (!_earlier.TryGetValue(work, out var entries))
            {
                return null;
            }

            var node = entries.First;
            while (node is not null && !IsOf(request.Profile, node.Value))
            {
                node = node.Next;
            }

            if (node is not null)
            {
                entries.Remove(node);
                NumbersOf(work).Add(node.Value.Number);
            }

            return node?.Value;
        }
    }

    // a trial on an emulator made no real image, and one that was started anew knows nothing of its predecessor's tasks
    private static bool IsOf(Profile profile, JournalEntry entry) => profile.IsLoopback()
        ? entry.BaseUri == profile.BaseUri
        : entry.BaseUri is not { IsLoopback: true };
}
