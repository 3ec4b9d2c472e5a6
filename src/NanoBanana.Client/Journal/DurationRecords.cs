namespace NanoBanana.Client.Journal;

/// <summary>Finds out from journal records how long tasks took.</summary>
internal static class DurationRecords
{
    // an end that was written down in the moment that it bears is the time of a question, not the gateway's word
    private static readonly TimeSpan OwnWord = TimeSpan.FromMilliseconds(20);

    public static IEnumerable<(ImageTask Task, bool IsEmulated, TimeSpan Duration)> Of(IEnumerable<JournalRecord> records)
    {
        var intents = new Dictionary<string, JournalRecord>(StringComparer.Ordinal);
        var found = new List<(ImageTask, bool, TimeSpan)>();
        foreach (var record in records)
        {
            if (record.Kind is JournalKinds.Intent)
            {
                intents[record.Intent] = record;
            }
            else if (record is { Kind: JournalKinds.State, Duration: { } duration, CompletedAt: { } completed }
                && record.At - completed > OwnWord
                && intents.TryGetValue(record.Intent, out var intent))
            {
                found.Add((TaskOf(intent), intent.BaseUri is { IsLoopback: true }, duration));
            }
        }

        return found;
    }

    private static ImageTask TaskOf(JournalRecord intent) => new()
    {
        Provider = intent.Provider ?? string.Empty,
        Profile = intent.Profile ?? string.Empty,
        Model = intent.Model,
        Operation = intent.Operation,
        State = TaskStates.Succeeded,
    };
}
