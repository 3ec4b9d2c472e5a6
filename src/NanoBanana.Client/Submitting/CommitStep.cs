namespace NanoBanana.Client.Submitting;

/// <summary>
/// Commits that the request is about to be sent. Once that is recorded bytes may have left; nothing else says so. It comes after the
/// turn: an intent that was only waiting must not be found as sent.
/// </summary>
internal sealed class CommitStep(ClientOptions options)
{
    /// <summary>The intent, on the disk; null if another run has taken the claim over: then nothing is sent.</summary>
    /// <exception cref="NanoBananaException">Nothing can be recorded: then nothing is sent.</exception>
    public async Task<ImageTask?> RunAsync(SubmitContext context)
    {
        if (context.Claim is { } claim)
        {
            context.MayBeCommitted = true;
            if (!await options.Journal!.Store.MarkSendingAsync(claim, context.Stop).ConfigureAwait(false))
            {
                context.Claim = null;
                return null;
            }

            context.IsCommitted = true;
        }

        options.Checkpoint?.Invoke("intended");
        return context.Request.ToTask(TaskStates.Unknown, context.EarlierIntent ?? context.Claim?.IntentId ?? Guid.NewGuid().ToString("N"))
            with { SourceChanges = context.SourceChanges };
    }
}
