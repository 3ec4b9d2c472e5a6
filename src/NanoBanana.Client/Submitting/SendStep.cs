using NanoBanana.Client.Http;
using NanoBanana.Client.State;

namespace NanoBanana.Client.Submitting;

/// <summary>
/// Sends the request, in its account's turn. All repeating is here: <see cref="SubmitSender"/> repeats one intent where the gateway
/// cannot have taken it, and an account that is full beyond its known limits lets the request get in line again as a new intent.
/// </summary>
internal sealed class SendStep(ClaimStep claims, TurnStep turns, SubmitSender sender, RecordStep record, ClientOptions options)
{
    /// <summary>The result of the last attempt.</summary>
    /// <exception cref="OperationCanceledException">It was stopped, and nothing was accepted.</exception>
    public async Task<SubmitResult> RunAsync(SubmitContext context)
    {
        var since = options.Time.GetTimestamp();
        while (true)
        {
            var result = await SendAsync(context).ConfigureAwait(false);
            if (result is not null && !MayTryAgain(result, context, since))
            {
                return result;
            }

            // another attempt is a new intent; work that was taken over may be done
            if (await claims.RunAsync(context).ConfigureAwait(false) is { } earlier)
            {
                return earlier;
            }
        }
    }

    // null: another run has taken the work over, and nothing was sent
    private async Task<SubmitResult?> SendAsync(SubmitContext context)
    {
        using var turn = await turns.RunAsync(context).ConfigureAwait(false);
        using var inFlight = StopSignals.Hold();
        if (context.Refusal() is { } refusal)
        {
            throw refusal.For(context.Request.Target());
        }

        if (await CommitAsync(context).ConfigureAwait(false) is not { } permit)
        {
            return null;
        }

        var result = await SendAsync(context, permit, turn).ConfigureAwait(false);
        if (permit.IsLost && result is { Task: null, Error.ErrorId: ErrorIds.NotDelivered })
        {
            return null;
        }

        if (result.Task is { } task)
        {
            turn.Keep(task);
        }

        return result;
    }

    // Once it is recorded that the request is about to be sent, bytes may have left; nothing else says so. It comes after the turn: an
    // intent that was only waiting must not be found as sent. null: another run has taken the claim over
    private async Task<SendPermit?> CommitAsync(SubmitContext context)
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

    private async Task<SubmitResult> SendAsync(SubmitContext context, SendPermit permit, TurnStep.Turn turn)
    {
        var intent = context.Request.ToTask(TaskStates.Unknown, context.EarlierIntent ?? context.Claim?.IntentId ?? IntentIds.New(options.Time))
            with { SourceChanges = context.SourceChanges };
        var call = new SubmitCall(context.Request.ToGatewayRequest(context.Urls, intent.IntentId!), context.Key, context.Request.Target(), context.Account, turn.Permit, permit);
        try
        {
            return await record.RunAsync(context, intent, await sender.SubmitAsync(call, context.Stop).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.IsNew)
        {
            await record.StoppedAsync(context, intent).ConfigureAwait(false);
            throw;
        }
    }

    private bool MayTryAgain(SubmitResult result, SubmitContext context, long since) =>
        context is { IsNew: true, Stop.IsCancellationRequested: false, Account.IsShaped: true }
        && result is { Task: null, Error: { ErrorId: ErrorIds.RateLimited or ErrorIds.Conflict } error }
        && LandingClass.IsFull(error.Code, error.Message)
        && options.Time.GetElapsedTime(since) + (error.RetryAfter ?? TimeSpan.Zero) <= options.QuotaBudget;
}
