namespace NanoBanana.Mutation.Lists;

/// <summary>Mistakes on the way of a submit and of its task.</summary>
internal static class SubmitMutations
{
    private const string Submitter = "Submitting/TaskSubmitter.cs";
    private const string Claim = "Submitting/ClaimStep.cs";
    private const string Permit = "Submitting/SendPermit.cs";
    private const string Record = "Submitting/RecordStep.cs";
    private const string Send = "Submitting/SendStep.cs";
    private const string Key = "Submitting/WorkKey.cs";
    private const string Validator = "Submitting/RequestValidator.cs";
    private const string Reader = "Querying/QueryReader.cs";
    private const string End = "Querying/EndRecord.cs";
    private const string Update = "Querying/TaskUpdate.cs";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(Permit, "!await store.MarkSendingAsync(claim, stop).ConfigureAwait(false)", "false", "nothing says that the bytes left: after a crash the work is paid for again"),
        new(Submitter, "            await _claim.WithdrawAsync(context).ConfigureAwait(false);\n", "", "what was stopped before it was sent blocks the work and its money"),
        new(Submitter, "if (result.WasReleased)", "if (result.Error is not null)", "an unknown outcome gives its money back to -MaxCost"),
        new(Submitter, "            context.Run.Budget.GiveBack(context.Reserved);\n", "", "what was never sent uses -MaxCost up"),
        new(Claim, "if (earlier.Task.Id is not null || !MaySendAgain(earlier))", "if (earlier.Task.Id is not null)", "-Resume sends an unknown outcome again: charged twice"),
        new(Claim, "        && string.Equals(earlier.Task.Profile, profile.Name, StringComparison.OrdinalIgnoreCase)\n", "", "-Resume repeats an unknown outcome with another account: charged twice"),
        new(Claim, "Resume = context.Run.Resume,", "Resume = false,", "-Resume pays for everything again"),
        new(Claim, "StoredFacts.Claim(record, BudgetCheck.For(profile, context.Price), request.Request.Tag)", "StoredFacts.Claim(record, BudgetCheck.For(profile, context.Price) with { Caps = [] }, request.Request.Tag)", "two processes spend the same money: no budget is checked with the claim"),
        new(Record, "outcome = context.IsNew ? outcome : SubmitOutcome.StillUnknown(outcome, intent, profile);", "", "a no to a second sending releases the first, which may have been charged"),
        new(Record, "task.HasEnded() ? [accepted, JournalRecords.State(task, now)] : [accepted]", "[]", "the id of a paid task is written nowhere"),
        new(Record, "task.HasEnded() ? [accepted, JournalRecords.State(task, now)] : [accepted]", "[accepted]", "images that come with the submit's answer are forgotten by the journal"),
        new(Permit, "return age < store.Lease ? null", "return true ? null", "a process that stood still beyond its lease sends what others have settled"),
        new(Send, "            context.LoseClaim();\n", "            context.Claim = null;\n", "a process whose work was taken over pays for it under the next number"),
        new(Send, "context.EarlierIntent ?? context.Claim?.IntentId", "context.Claim?.IntentId", "an unknown outcome is sent again under a new key: charged twice"),
        new(Record, "        await WriteAsync(intent, landed).ConfigureAwait(false);\n", "", "what was turned away stays unknown for ever, and blocks the budget"),
        new(Send, "if (context.Refusal() is { } refusal)", "if (context.Refusal() is { } refusal && context.IsCommitted)", "what waited for its turn is sent although the key was refused meanwhile"),
        new(Key, ".With(\"resolution\", request.Resolution)", "", "-Resume gives a small picture for a large one"),
        new(Validator, "        CheckWhole(request);\n", "", "a request without its prompt, or without what a newer version asked for, is paid for"),
        new(Update, "TaskStates.Succeeded when snapshot.Images.Count > 0 =>", "TaskStates.Succeeded when snapshot.Images.Count >= 0 =>", "a success without an image passes for one"),
        new(Update, "task.Provider, task.Id),\n        MayHaveBeenCharged = true,\n", "task.Provider, task.Id),\n", "a paid task without an image counts as not charged"),
        new(Update, "if (task.HasEnded() && task.State is not TaskStates.Unknown)", "if (false)", "a task that succeeded goes back to running and loses its images"),
        new(End, "if (!isNews || ", "if (true || ", "the journal does not learn that a paid task has images"),
        new(Reader, "replyStatus.Code is 404 or 422 && now - task.SubmittedAt < VisibilityGrace", "false", "a paid task that is not visible yet is given up"),
        new("Downloads/SavedBefore.cs", "?? Look(entry.Saving, task, image, options)", "", "an image that a killed run had saved is fetched and saved again"),
    ];
}
