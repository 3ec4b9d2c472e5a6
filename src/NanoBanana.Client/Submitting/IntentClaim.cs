using NanoBanana.Client.Journal;
using NanoBanana.Client.Store;

namespace NanoBanana.Client.Submitting;

/// <summary>Claims the work of an intent right before its bytes leave, so that no other run submits it as well.</summary>
internal sealed class IntentClaim(TaskJournal journal, SubmitRun run, IClientLog? log)
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LastLook = TimeSpan.FromSeconds(2);

    /// <summary>Claims it; while another run sends the same work, waits for what comes of that.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="rules">Who pays, within which caps.</param>
    /// <param name="price">What it costs.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>Null: submit. Else the entry of the same work, which another run submitted: do not.</returns>
    /// <exception cref="NanoBananaException"><c>BudgetExceeded</c>, or the store cannot be used: nothing may be sent.</exception>
    public async Task<JournalEntry?> TakeAsync(JournalRecord intent, BudgetRules rules, Price price, CancellationToken stop)
    {
        if (run.ResumeBook is not { } book)
        {
            var submitted = await journal.IntendAsync(intent, rules, resume: false, run.Repeats.NumbersOf(intent.Fingerprint!).Taken, stop).ConfigureAwait(false);
            run.Repeats.Add(intent.Fingerprint!, submitted, price);
            return null;
        }

        for (var look = FirstLook; ; look = look + look > LastLook ? LastLook : look + look)
        {
            var outcome = await ClaimAsync(book, intent, rules, stop).ConfigureAwait(false);
            if (outcome.Busy is null)
            {
                return outcome.Existing is { } earlier ? Found(earlier) : null;
            }

            log?.Verbose(FormattableString.Invariant($"The same work is being submitted by process {outcome.Owner?.ProcessId} on {outcome.Owner?.Host} since {outcome.Busy.ClaimedAt.ToLocalTime():T}; its task is waited for."));
            await TimeProvider.System.Delay(look, stop).ConfigureAwait(false);
        }
    }

    // claims of equal items of this run one after the other, so that each gets a number of its own
    private async Task<ClaimOutcome> ClaimAsync(ResumeBook book, JournalRecord intent, BudgetRules rules, CancellationToken stop)
    {
        var numbers = book.NumbersOf(intent.Fingerprint!);
        await numbers.Turn.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            var outcome = await journal.IntendAsync(intent, rules, resume: true, numbers.Taken, stop).ConfigureAwait(false);
            if ((outcome.Claimed?.Number ?? outcome.Existing?.Number) is { } number)
            {
                numbers.Add(number);
            }

            return outcome;
        }
        finally
        {
            numbers.Turn.Release();
        }
    }

    private static JournalEntry Found(StoredTask row) =>
        StoredEntries.Of(row) ?? throw new NanoBananaException(ErrorIds.StoreDamaged, "the store", $"what it holds of the intent {row.IntentId} cannot be read.") { Target = row.IntentId };
}
