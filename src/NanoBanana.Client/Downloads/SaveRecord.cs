using NanoBanana.Client.Journal;

namespace NanoBanana.Client.Downloads;

/// <summary>Records which files hold the images of a task. A journal that cannot be written does not stop a save.</summary>
internal sealed class SaveRecord(ClientOptions options)
{
    /// <summary>Records the name that an image is about to get: a run that is killed in between knows it again.</summary>
    public Task SavingAsync(SaveJob job, string target, ulong checksum) =>
        WriteAsync(journal => journal.SavingAsync(job.Task, job.Image.Index, target, checksum), why => options.Log?.Verbose(why));

    /// <summary>Records a saved file, unless the journal knows it.</summary>
    /// <param name="saved">The file.</param>
    /// <param name="known">What the journal knows of the task.</param>
    public Task SavedAsync(SavedImage saved, JournalEntry? known)
    {
        var isKnown = known?.Saved.TryGetValue(saved.Image.Index, out var before) is true && before.Checksum == saved.Checksum && before.Path == saved.Path;
        return isKnown ? Task.CompletedTask : WriteAsync(
            journal => journal.SavedAsync(saved.Task, saved.Image.Index, saved.Path, saved.Checksum),
            why => options.Log?.Warning($"{saved.Path} was saved, but this could not be recorded in the store. {why}"));
    }

    private async Task WriteAsync(Func<TaskJournal, Task> write, Action<string> failed)
    {
        if (options.Journal is not { } journal)
        {
            return;
        }

        try
        {
            await write(journal).ConfigureAwait(false);
        }
        catch (NanoBananaException error)
        {
            failed(error.Message);
        }
    }
}
