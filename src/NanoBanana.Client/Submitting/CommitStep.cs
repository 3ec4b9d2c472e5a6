namespace NanoBanana.Client.Submitting;

/// <summary>
/// Commits that the request is about to be sent. Once that is recorded bytes may have left; nothing else says so. It comes after the
/// turn: an intent that was only waiting must not be found as sent.
/// </summary>
internal sealed class CommitStep(ClientOptions options)
{
    /// <summary>The permit to send, on the disk; null if another run has taken the claim over: then nothing is sent.</summary>
    /// <exception cref="NanoBananaException">Nothing can be recorded: then nothing is sent.</exception>
    public async Task<SendPermit?> RunAsync(SubmitContext context)
    {
        options.Checkpoint?.Invoke("committing");
        var permit = new SendPermit(options.Journal?.Store, context.Claim, options.Time);
        context.MayBeCommitted = context.Claim is not null;
        if (!await permit.RenewAsync(context.Stop).ConfigureAwait(false))
        {
            context.LoseClaim();
            return null;
        }

        context.IsCommitted = context.Claim is not null;
        options.Checkpoint?.Invoke("intended");
        return permit;
    }
}
