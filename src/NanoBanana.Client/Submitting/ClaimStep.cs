using NanoBanana.Client.Gateways;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Pricing;

namespace NanoBanana.Client.Submitting;

/// <summary>
/// Claims the piece of work and sets its money aside, before anything is uploaded: an earlier task of the same work is given in its
/// place, and what no cap allows ends here.
/// </summary>
internal sealed class ClaimStep(Profile profile, IGateway gateway, ClientOptions options)
{
    /// <summary>The gateway's page says that a request id is known again, and not for how long: later than this nobody relies on it.</summary>
    private static readonly TimeSpan RequestIdLasts = TimeSpan.FromHours(24);

    /// <summary>The earlier task of the same work, where the run takes it; an unknown one that may be sent again is noted.</summary>
    public SubmitResult? Earlier(SubmitContext context)
    {
        var earlier = context.Run.EarlierTasks?.Take(context.Request);
        if (earlier is not null && (earlier.Task.Id is not null || !MaySendAgain(earlier)))
        {
            return Resumption.Of(earlier, context.Request, options);
        }

        context.EarlierIntent = earlier?.Task.IntentId;
        return null;
    }

    /// <summary>Sets the money aside.</summary>
    /// <exception cref="NanoBananaException">There is no key, or a cap is reached.</exception>
    public async Task RunAsync(SubmitContext context)
    {
        context.Stop.ThrowIfCancellationRequested();
        context.Key = await options.Profiles.KeyAsync(profile, context.Stop).ConfigureAwait(false);
        context.Account = options.Accounts.Of(profile, context.Key, options.Time);
        context.Request.Reservation?.Take();
        context.Reserved = context.Request.Reservation is null ? context.Run.Budget.Reserve(context.Price, profile) : null;

        // an early look, so that nothing is uploaded for an item that the budget refuses; the one that counts is the commit's
        if (context.IsNew && options.Journal is { } journal && BudgetCheck.For(profile, context.Price, options.Time.GetUtcNow()) is { } check)
        {
            await journal.WriteAsync(check).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the money back: nothing was charged.</summary>
    public static void Release(SubmitContext context) => context.Run.Budget.GiveBack(context.Reserved);

    // another account has never seen the request id, and would charge for it
    private bool MaySendAgain(JournalEntry earlier) =>
        gateway.Description.IdempotentSubmit
        && string.Equals(earlier.Task.Profile, profile.Name, StringComparison.OrdinalIgnoreCase)
        && earlier.BaseUri == profile.BaseUri
        && options.Time.GetUtcNow() - earlier.IntendedAt < RequestIdLasts;
}
