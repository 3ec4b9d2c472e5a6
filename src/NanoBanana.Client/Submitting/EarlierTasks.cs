using NanoBanana.Client.Journal;

namespace NanoBanana.Client.Submitting;

/// <summary>Earlier tasks by work key, each given out once: of identical items, the nth is matched with the nth.</summary>
internal sealed class EarlierTasks
{
    private readonly Dictionary<string, LinkedList<JournalEntry>> _earlier;

    public EarlierTasks(IEnumerable<JournalEntry> entries) => _earlier = entries
        .Where(entry => entry.CanResume)
        .GroupBy(entry => entry.WorkKey, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => new LinkedList<JournalEntry>(group), StringComparer.Ordinal);

    public JournalEntry? Take(PreparedRequest request)
    {
        lock (_earlier)
        {
            if (!_earlier.TryGetValue(request.WorkKey(), out var entries))
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
            }

            return node?.Value;
        }
    }

    // a trial on an emulator made no real image, and one that was started anew knows nothing of its predecessor's tasks
    private static bool IsOf(Profile profile, JournalEntry entry) => profile.IsLoopback()
        ? entry.BaseUri?.Authority == profile.BaseUri.Authority
        : entry.BaseUri is not { IsLoopback: true };
}
