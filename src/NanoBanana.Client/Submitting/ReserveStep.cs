namespace NanoBanana.Client.Submitting;

/// <summary>Finds the key and the account, and reserves the cost under the run's own cap.</summary>
internal sealed class ReserveStep(Profile profile, ClientOptions options)
{
    /// <summary>Reserves the cost.</summary>
    /// <exception cref="NanoBananaException">There is no key, or the run's cap is reached.</exception>
    public async Task RunAsync(SubmitContext context)
    {
        context.Stop.ThrowIfCancellationRequested();
        context.Key ??= await options.Profiles.KeyAsync(profile, context.Stop).ConfigureAwait(false);
        context.Account = options.Accounts.Of(profile, context.Key, options.Time);
        context.Request.Shared?.Reserve();
        context.Reserved = context.Request.Shared is null ? context.Run.Budget.Reserve(context.Price, profile) : null;
    }

    /// <summary>Releases the reservation: nothing was charged.</summary>
    public static void Release(SubmitContext context) => context.Run.Budget.GiveBack(context.Reserved);
}
