namespace NanoBanana.Mutation.Lists;

/// <summary>Mistakes of the durable record.</summary>
internal static class JournalMutations
{
    private const string Entry = "Journal/JournalEntry.cs";
    private const string Entries = "Journal/StoredEntries.cs";
    private const string Text = "Journal/TextJournal.cs";
    private const string Claim = "Store/Relational/ClaimWrite.cs";
    private const string Fact = "Store/Relational/FactWrite.cs";
    private const string Abandoned = "Store/Relational/AbandonedTasks.cs";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("State/FileLock.cs", "FileShare.None", "FileShare.ReadWrite", "two processes write into each other's files"),
        new("State/AtomicFile.cs", "File.Move(temporary, path, overwrite: true);", "File.Delete(path);\n        File.Move(temporary, path);", "a reader, or a crash, between the two finds no file"),
        new(Entries, "                Id = row.GatewayId,\n", "", "a paid task has no id after a restart"),
        new(Entry, "TaskStates.Pending or TaskStates.Running or TaskStates.Unknown;", "TaskStates.Pending or TaskStates.Running;", "an unknown outcome is not found among what is pending"),
        new(Entry, "Task.Images.Any(image => !Saved.ContainsKey(image.Index))", "Saved.Count == 0", "of several images the missing one is not found"),
        new("Store/Relational/ResolveWrite.cs", "if (row.Task.State is not TaskStates.Unknown && !isAbandoned)", "if (false)", "a task that was charged can be declared as free"),
        new(Text, "if (unreadable.Count > 0)", "if (false)", "the receipt of a paid task of the old version is passed over without a word"),
        new(Text, "facts.Remove(record.Intent);", "", "what the user had erased comes back"),
        new(Claim, ".Where(row => !_claim.TakenNumbers.Contains(row.Task.Number))", "", "of two identical items one is never made"),
        new(Claim, "if (ChargeRules.IsKept(row.Task.Charge))\n        {\n            return", "if (false)\n        {\n            return", "-Resume pays for an accepted task again"),
        new(Claim, "if (row.Task.State is StoredStates.Sending)", "if (false)", "what a dead process was sending is sent again: charged twice"),
        new(Claim, "if (await group.IsAliveAsync(row.Task.Owner).ConfigureAwait(false))", "if (false)", "two runs at the same time pay for the same work"),
        new(Claim, "            if (_claim.NewRowAlways)\n", "            if (false)\n", "the receipt of work that was taken over counts as one of another attempt: the task stays unknown"),
        new(Abandoned, "(row.Task.State is StoredStates.Sending ?", "(false ?", "an intent that a dead process was sending leaves no trace"),
        new(Fact, "if (fact.Attempt != task.Attempt || (task.GatewayId is { } known", "if (fact.Attempt != task.Attempt || (task.GatewayId is { Length: 0 } known", "a second receipt takes the place of the first"),
    ];
}
