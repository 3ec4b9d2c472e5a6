using NanoBanana.Client.Journal;
using NanoBanana.Client.Pricing;

namespace NanoBanana.Client.Submitting;

/// <summary>
/// Commits that the request is about to be sent, in one write with the check of the budgets. An intent that is recorded means that bytes
/// may have left; nothing else does. So it comes after the turn: nobody shall find an intent that was only waiting.
/// </summary>
internal sealed class CommitStep(Profile profile, ClientOptions options)
{
    /// <summary>The intent, on the disk.</summary>
    /// <exception cref="NanoBananaException">A cap is reached, or nothing can be recorded: then nothing is sent.</exception>
    public async Task<ImageTask> RunAsync(SubmitContext context)
    {
        var intent = context.Request.ToTask(TaskStates.Unknown, context.EarlierIntent ?? Guid.NewGuid().ToString("N")) with { SourceChanges = context.SourceChanges };
        if (context.IsNew && options.Journal is { } journal)
        {
            var now = options.Time.GetUtcNow();
            var record = JournalRecords.Intent(intent, context.Request.WorkKey(), profile.BaseUri, BudgetCheck.Reserve(profile, context.Price), !profile.NoPromptInJournal, now);
            await journal.WriteAsync(BudgetCheck.For(profile, context.Price, now), record).ConfigureAwait(false);
        }

        options.Checkpoint?.Invoke("intended");
        return intent;
    }
}
