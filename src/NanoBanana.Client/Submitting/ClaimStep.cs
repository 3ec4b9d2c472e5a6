using NanoBanana.Client.Gateways;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Pricing;
using NanoBanana.Client.Store;

namespace NanoBanana.Client.Submitting;

/// <summary>
/// Claims the piece of work, in one transaction with the check of the profile's caps, before anything is uploaded: no other run can
/// submit it as well. With <c>-Resume</c> an earlier task of the same work is returned in its place, and one that another run submits at
/// this moment is waited for; that holds no slot, no rate and no claim.
/// </summary>
internal sealed class ClaimStep(Profile profile, IGateway gateway, ClientOptions options)
{
    /// <summary>The gateway does not document how long it recognises a request id: after this time it is not relied on.</summary>
    private static readonly TimeSpan RequestIdLasts = TimeSpan.FromHours(24);

    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LastLook = TimeSpan.FromSeconds(2);

    /// <summary>Makes sure that the submit holds a claim; an unknown intent that may be sent again is noted.</summary>
    /// <returns>The earlier task of the same work, if the run takes it: then nothing is submitted.</returns>
    /// <exception cref="NanoBananaException">A cap is reached, or nothing can be recorded.</exception>
    public async Task<SubmitResult?> RunAsync(SubmitContext context)
    {
        if (options.Journal is not { } journal || context.Claim is not null || !context.IsNew)
        {
            return null;
        }

        context.Stop.ThrowIfCancellationRequested();
        await context.Run.FindEmulatorAsync(profile).WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, context.Stop).ConfigureAwait(false);
        await FindKeyAsync(context).ConfigureAwait(false);
        if (await TakeAsync(context, journal).ConfigureAwait(false) is not { } earlier)
        {
            return null;
        }

        if (earlier.Task.Id is not null || !MaySendAgain(earlier))
        {
            return Resumption.Of(earlier, context.Request, options) with { IsEarlier = true };
        }

        context.EarlierIntent = earlier.Task.IntentId;
        return null;
    }

    /// <summary>Gives back what was claimed and not sent.</summary>
    public async Task WithdrawAsync(SubmitContext context)
    {
        if (context is { Claim: { } claim, IsCommitted: false } && options.Journal is { } journal)
        {
            context.LoseClaim();
            await journal.WithdrawAsync(claim, context.MayBeCommitted).ConfigureAwait(false);
        }
    }

    // before the claim, which writes the tag down. An earlier task can be taken without a key; what is submitted needs one, and says so
    private async Task FindKeyAsync(SubmitContext context)
    {
        try
        {
            context.Key ??= await options.Profiles.KeyAsync(profile, context.Stop).ConfigureAwait(false);
        }
        catch (NanoBananaException) when (context.Run.Resume)
        {
            // the next step asks again
        }
    }

    private async Task<JournalEntry?> TakeAsync(SubmitContext context, TaskJournal journal)
    {
        for (var look = FirstLook; ; look = look + look > LastLook ? LastLook : look + look)
        {
            var outcome = await ClaimAsync(context, journal).ConfigureAwait(false);
            if (outcome.Refusal is { } refusal)
            {
                throw BudgetCheck.Exceeded(refusal, context.Price, profile);
            }

            if (outcome.Busy is not { } busy)
            {
                await (context.Request.Shared?.WriteAsync() ?? Task.CompletedTask).ConfigureAwait(false);
                (context.Claim, context.IsCommitted, context.MayBeCommitted) = (outcome.Claimed, false, false);
                return outcome.Existing is { } row ? Found(row) : null;
            }

            if (look == FirstLook)
            {
                options.Log?.Verbose(FormattableString.Invariant($"The same work is being submitted by process {outcome.Owner?.ProcessId} on {outcome.Owner?.Host} since {busy.ClaimedAt.ToLocalTime():T}. Waiting for its task."));
            }

            await TimeProvider.System.Delay(look, context.Stop).ConfigureAwait(false);
        }
    }

    // claims of equal items of this run one after the other, so that each gets its own number
    private async Task<ClaimOutcome> ClaimAsync(SubmitContext context, TaskJournal journal)
    {
        var numbers = context.Run.NumbersOf(context.Request.WorkKey());
        await numbers.Turn.WaitAsync(context.Stop).ConfigureAwait(false);
        try
        {
            var claim = ClaimOf(context) with { Resume = context.Run.Resume, TakenNumbers = numbers.Taken };
            var outcome = await ClaimAsync(journal, claim, context.Stop).ConfigureAwait(false);
            if ((outcome.Claimed?.Number ?? outcome.Existing?.Number) is { } number)
            {
                numbers.Add(number);
                context.DoneBefore = outcome.DoneBefore;
                Tell(outcome.NotCounted, context.Run);
            }

            return outcome;
        }
        finally
        {
            numbers.Turn.Release();
        }
    }

    // once per run and profile
    private void Tell(BudgetTotals? totals, SubmitRun run)
    {
        if (totals is not null && run.IsFirst("not counted of " + profile.Name))
        {
            var parts = totals.NotCounted.Select(each => each.ToString()).ToList();
            if (totals.UnknownPrices > 0)
            {
                parts.Add(FormattableString.Invariant($"{totals.UnknownPrices} {(totals.UnknownPrices == 1 ? "task" : "tasks")} without a known price"));
            }

            options.Log?.Warning($"The budget of profile '{profile.Name}' cannot count {string.Join(" and ", parts)}, so that more may be spent than it allows. Get-NanoBananaBudget shows what counts; a -CreditPrice of the profile lets credits count in USD.");
        }
    }

    // a claim whose answer did not come may be there all the same, and would keep others from the work as long as we live
    private static async Task<ClaimOutcome> ClaimAsync(TaskJournal journal, WorkClaim claim, CancellationToken stop)
    {
        try
        {
            return await journal.Store.ClaimAsync(claim, stop).ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or NanoBananaException { ErrorId: ErrorIds.StoreUnavailable })
        {
            await journal.WithdrawAsync(new AttemptToken(claim.IntentId, Number: 0, Attempt: 1, claim.Token, claim.Account), mayBeCommitted: false).ConfigureAwait(false);
            throw;
        }
    }

    private WorkClaim ClaimOf(SubmitContext context)
    {
        var request = context.Request;
        var intent = request.ToTask(TaskStates.Unknown, IntentIds.New(options.Time));
        var record = JournalRecords.Intent(intent, request.WorkKey(), profile.BaseUri, BudgetCheck.Reserve(profile, context.Price), !profile.NoPromptInJournal, options.Time.GetUtcNow());
        return StoredFacts.Claim(record, BudgetCheck.For(profile, context.Price), request.Request.Tag) with
        {
            ImportedKey = () => profile.IsLoopback() || Fingerprint.Of(request) is not { } fingerprint ? null : TextJournalLine.WorkKeyOf(fingerprint),
        };
    }

    private static JournalEntry Found(StoredTask row) =>
        StoredEntries.Of(row) ?? throw new NanoBananaException(ErrorIds.StoreDamaged, "the store", $"its record of the intent {row.IntentId} cannot be read.") { Target = row.IntentId };

    // another account has never seen the request id, and would charge for it
    private bool MaySendAgain(JournalEntry earlier) =>
        gateway.Description.IdempotentSubmit
        && string.Equals(earlier.Task.Profile, profile.Name, StringComparison.OrdinalIgnoreCase)
        && earlier.BaseUri == profile.BaseUri
        && options.Time.GetUtcNow() - earlier.IntendedAt < RequestIdLasts;
}
