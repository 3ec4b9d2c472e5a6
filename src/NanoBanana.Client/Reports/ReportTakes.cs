using NanoBanana.Client.Journal;

namespace NanoBanana.Client.Reports;

/// <summary>Brings the takes of one request together, also those that only the journal knows.</summary>
/// <param name="journal">Its entries, oldest first.</param>
/// <param name="itemOf">Makes an item of an entry.</param>
internal sealed class ReportTakes(IReadOnlyList<JournalEntry> journal, Func<JournalEntry, ReportItem> itemOf)
{
    /// <summary>The items, takes next to each other; the last take of each knows all of them.</summary>
    public IEnumerable<ReportItem> Order(IEnumerable<ReportItem> items)
    {
        var all = items.ToList();
        var retaken = new HashSet<string>(journal.Select(entry => entry.Task.TakeOf).Concat(all.Select(item => item.Task.TakeOf)).OfType<string>(), StringComparer.OrdinalIgnoreCase);
        if (retaken.Count == 0)
        {
            return all;
        }

        var known = journal.Where(entry => retaken.Contains(RootOf(entry.Task))).ToLookup(entry => RootOf(entry.Task), StringComparer.OrdinalIgnoreCase);
        return all.GroupBy(item => RootOf(item.Task), StringComparer.OrdinalIgnoreCase).SelectMany(group => retaken.Contains(group.Key) ? Family([.. group], known[group.Key]) : group);
    }

    private static string RootOf(ImageTask task) => task.TakeOf ?? task.IntentId ?? task.Id ?? Guid.NewGuid().ToString("N");

    private IEnumerable<ReportItem> Family(List<ReportItem> group, IEnumerable<JournalEntry> known)
    {
        var missing = known.Where(entry => !group.Exists(item => string.Equals(item.Task.IntentId, entry.Task.IntentId, StringComparison.OrdinalIgnoreCase))).Select(itemOf);
        var takes = group.Concat(missing).OrderBy(item => item.Task.Take ?? 1).ThenBy(item => item.Task.SubmittedAt).ToList();
        var shown = group.OrderBy(item => item.Task.Take ?? 1).ThenBy(item => item.Task.SubmittedAt).ToList();
        return shown.Select((item, at) => at == shown.Count - 1 && takes.Count > 1 ? item with { Takes = takes } : item);
    }
}
