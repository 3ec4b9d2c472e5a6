using NanoBanana.Client.Gateways;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Model;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Submitting;

/// <summary>Records the outcome of a submit, before it is returned.</summary>
internal sealed class RecordStep(Profile profile, ClientOptions options)
{
    /// <summary>The result of the submit.</summary>
    /// <param name="context">The submit.</param>
    /// <param name="intent">What was committed.</param>
    /// <param name="outcome">What became of it.</param>
    public async Task<SubmitResult> RunAsync(SubmitContext context, ImageTask intent, SubmitOutcome outcome)
    {
        options.Checkpoint?.Invoke("answered");
        context.Claim = null;
        var now = options.Time.GetUtcNow();
        if (outcome.Landing is Landing.Accepted)
        {
            return await AcceptAsync(intent, outcome.Snapshot!, now).ConfigureAwait(false);
        }

        outcome = context.IsNew ? outcome : SubmitOutcome.StillUnknown(outcome, intent, profile);
        var landed = JournalRecords.Landed(intent.IntentId!, outcome.Landing, outcome.Error, now, outcome.Snapshot?.Id);
        if (context.Request.Shared is { HasNext: true } shared && SharedClaim.MovesOn(outcome.Error!))
        {
            shared.Keep(() => WriteAsync(intent, landed));
            return new SubmitResult(Task: null, outcome.Error);
        }

        await WriteAsync(intent, landed).ConfigureAwait(false);
        return outcome.Landing is Landing.Unknown
            ? new SubmitResult(intent with { Id = outcome.Snapshot?.Id, SubmittedAt = now, Failure = UnknownOutcome.From(outcome.Error!) }, outcome.Error)
            : new SubmitResult(Task: null, outcome.Error);
    }

    /// <summary>A new intent was stopped while it waited for another attempt: what was sent so far was refused.</summary>
    public Task StoppedAsync(SubmitContext context, ImageTask intent)
    {
        context.Claim = null;
        var error = new NanoBananaException(ErrorIds.NotDelivered, profile.Provider, "the run was stopped before it was sent.") { Target = intent.IntentId };
        return WriteAsync(intent, JournalRecords.Landed(intent.IntentId!, Landing.NotDelivered, error, options.Time.GetUtcNow()));
    }

    private async Task<SubmitResult> AcceptAsync(ImageTask intent, TaskSnapshot snapshot, DateTimeOffset now)
    {
        var task = (intent with { State = TaskStates.Pending, SubmittedAt = now }).With(snapshot, now);
        var accepted = JournalRecords.Accepted(task, now);
        await WriteAsync(task, task.HasEnded() ? [accepted, JournalRecords.State(task, now)] : [accepted]).ConfigureAwait(false);
        options.Checkpoint?.Invoke("recorded");
        return new SubmitResult(task, Error: null);
    }

    // money may have been spent by now: if the store is away, what happened waits on this machine
    private async Task WriteAsync(ImageTask task, params JournalRecord[] records)
    {
        if (options.Journal is { } journal && !await journal.WriteAsync(records).ConfigureAwait(false))
        {
            options.Log?.Warning($"The outcome of task {task} of profile '{profile.Name}' could not be written to the store. It is kept on this machine until a later command writes it. If the disk is full, free some space before this session ends. Note the id of the task: Resolve-NanoBananaTask {task.IntentId} -Id <id> enters it, too.");
        }
    }
}
