using NanoBanana.Client.Model;

namespace NanoBanana.Mutation.Lists;

/// <summary>Mistakes of the durable record.</summary>
internal static class JournalMutations
{
    private const string File = "Journal/JournalFile.cs";
    private const string Writer = "Journal/JournalWriter.cs";
    private const string Fold = "Journal/JournalFold.cs";
    private const string Entry = "Journal/JournalEntry.cs";
    private const string Journal = "Journal/TaskJournal.cs";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(File, "            file.SetLength(end);\n            throw;", "            throw;", "a full disk leaves an intent that was never sent"),
        new(File, "if (end != length)", "if (end > length)", "the record after a crash is glued to a torn line, and lost"),
        new(File, "        CheckHeader(file);\n", "", "a newer version's journal is written into"),
        new(File, "from.Offset > file.Length;", "false;", "a journal that was cut is read from beyond its end"),
        new(Writer, "file.Append(lines.ToArray(), mustLast);", "", "records count as written and are not"),
        new(Writer, "batch.ForEach(each => each.Done.TrySetException(error));", "batch.ForEach(each => each.Done.TrySetResult(true));", "bytes leave although the intent could not be written"),
        new("State/FileLock.cs", "FileShare.None", "FileShare.ReadWrite", "two processes write into each other's lines"),
        new(Fold, "Charge = Charge.Spent,", "Charge = Charge.Released,", "-Resume pays for an accepted task again"),
        new(Fold, "Task = entry.Task with { Id = record.Id, StatusUrl", "Task = entry.Task with { StatusUrl", "a paid task has no id after a restart"),
        new(Fold, "JournalKinds.Landed when record.Landing is nameof(Landing.Unknown) =>", "JournalKinds.Landed when record.Landing is null =>", "an unknown outcome counts as not charged after a restart"),
        new(Fold, "task.State is TaskStates.Failed && task.Failure is not { MayHaveBeenCharged: true } ?", "task.State is TaskStates.Failed ?", "a failure that was charged counts as free after a restart"),
        new(Fold, "Charge = Charge.Reserved,", "Charge = Charge.Released,", "-Resume sends again what was under way when the process died: charged twice"),
        new(Fold, "new(files.ToDictionary(each => each.Key, each => each.Value)) { [index]", "new() { [index]", "of several images only the last is known as saved"),
        new(Entry, "CanResume => Charge != Charge.Released;", "CanResume => Task.State is TaskStates.Succeeded;", "-Resume pays again for what still runs"),
        new(Entry, "CanResume => Charge != Charge.Released;", "CanResume => Task.State is not TaskStates.Planned;", "-Resume never tries again what was turned away"),
        new(Entry, "CanResume => Charge != Charge.Released;", "CanResume => Charge != Charge.Released && Task.State is not TaskStates.Failed;", "-Resume pays again for what was charged and gave no image"),
        new(Entry, "TaskStates.Pending or TaskStates.Running or TaskStates.Unknown;", "TaskStates.Pending or TaskStates.Running;", "an unknown outcome is not found among what is pending"),
        new(Entry, "Task.Images.Any(image => !Saved.ContainsKey(image.Index))", "Saved.Count == 0", "of several images the missing one is not found"),
        new("Submitting/EarlierTasks.cs", "entries.Remove(node);", "", "of two identical items one is never made"),
        new("Submitting/EarlierTasks.cs", ": entry.BaseUri is not { IsLoopback: true };", ": true;", "-Resume gives an emulator's pictures for real ones"),
        new(Journal, "_file.Replace(charges.Concat(", "_file.Replace(Enumerable.Empty<JournalRecord>().Concat(", "a removed task's charge is forgotten by the budgets"),
        new(Journal, "!entry.IsPending && !entry.IsUnsaved", "!entry.IsPending", "a paid image that was not saved is forgotten when it is old"),
        new(Journal, "bool IsOld(JournalEntry entry) => !entry.IsPending && ", "bool IsOld(JournalEntry entry) => ", "a task under way is forgotten when it is old"),
        new(Journal, "if (entry.Task.State is not TaskStates.Unknown)", "if (false)", "a task that was charged can be declared as free"),
        new("State/AtomicFile.cs", "File.Move(temporary, path, overwrite: true);", "File.Delete(path);\n        File.Move(temporary, path);", "a reader, or a crash, between the two finds no journal"),
    ];
}
