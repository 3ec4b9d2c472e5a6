using NanoBanana.Client.Journal;

namespace NanoBanana.Client.Querying;

/// <summary>Records how a task ended, or that a task of unknown fate exists.</summary>
internal sealed class EndRecord(ClientOptions options)
{
    /// <summary>Writes the result of a query if it is new to the journal. If the journal cannot be written, that is a warning.</summary>
    /// <param name="before">The task before the query.</param>
    /// <param name="task">The task after it.</param>
    public async Task WriteAsync(ImageTask before, ImageTask task)
    {
        var isNews = task.State != before.State && (task.HasEnded() || before.State is TaskStates.Unknown);
        if (!isNews || options.Journal is not { } journal || task.IntentId is null)
        {
            return;
        }

        try
        {
            var now = options.Time.GetUtcNow();
            JournalRecord[] accepted = before.State is TaskStates.Unknown ? [JournalRecords.Accepted(task, now)] : [];
            await journal.WriteAsync([.. accepted, .. task.HasEnded() ? new[] { JournalRecords.State(task, now) } : []]).ConfigureAwait(false);
        }
        catch (NanoBananaException error)
        {
            options.Log?.Warning($"The end of task {task.Id} could not be recorded in the store. {error.Message}");
        }
    }
}
