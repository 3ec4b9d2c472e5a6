using NanoBanana.Client.Requests;

namespace NanoBanana.Client.Journal;

/// <summary>Earlier tasks by fingerprint, each given out once: of identical items, the nth is matched with the nth.</summary>
internal sealed class ResumeBook
{
    private readonly Dictionary<string, Queue<JournalEntry>> _earlier;

    public ResumeBook(IEnumerable<JournalEntry> entries) => _earlier = entries
        .Where(entry => entry.CanResume)
        .GroupBy(entry => entry.Fingerprint, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => new Queue<JournalEntry>(group), StringComparer.Ordinal);

    public JournalEntry? Take(PreparedRequest request)
    {
        lock (_earlier)
        {
            if (!_earlier.TryGetValue(Fingerprint.Of(request), out var entries))
            {
                return null;
            }

            // an emulator that was started anew knows nothing of its predecessor's tasks
            while (entries.Count > 0)
            {
                var entry = entries.Dequeue();
                if (!request.Profile.IsLoopback() || entry.BaseUri == request.Profile.BaseUri)
                {
                    return entry;
                }
            }

            return null;
        }
    }
}
