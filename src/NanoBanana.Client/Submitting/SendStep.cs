using NanoBanana.Client.Http;
using NanoBanana.Client.State;

namespace NanoBanana.Client.Submitting;

/// <summary>
/// Sends the request, in its account's turn. All repeating is here: <see cref="SubmitSender"/> repeats one intent where the gateway
/// cannot have taken it, and an account that is full beyond its known limits lets the request get in line again as a new intent.
/// </summary>
internal sealed class SendStep(ClaimStep claims, TurnStep turns, CommitStep commit, SubmitSender sender, RecordStep record, ClientOptions options)
{
    /// <summary>The result of the last attempt.</summary>
    /// <exception cref="OperationCanceledException">It was stopped, and nothing was accepted.</exception>
    public async Task<SubmitResult> RunAsync(SubmitContext context)
    {
        var since = options.Time.GetTimestamp();
        SubmitResult result;
        do
        {
            result = await SendAsync(context).ConfigureAwait(false);
        }
        while (context.IsNew && !context.Stop.IsCancellationRequested && MayTryAgain(result, context, since));
        return result;
    }

    private async Task<SubmitResult> SendAsync(SubmitContext context)
    {
        while (true)
        {
            // the first claim was made before the upload; the one of another attempt, or of work that was taken over, is made here
            if (await claims.RunAsync(context).ConfigureAwait(false) is { } earlier)
            {
                return earlier;
            }

            using var turn = await turns.RunAsync(context).ConfigureAwait(false);
            using var inFlight = StopSignals.Hold();
            context.Run.GateOf(context.Request.Profile).ThrowIfShut(context.Request.Target());
            if (await commit.RunAsync(context).ConfigureAwait(false) is not { } permit)
            {
                continue;
            }

            var result = await SendAsync(context, permit, turn).ConfigureAwait(false);
            if (permit.IsLost && result is { Task: null, Error.ErrorId: ErrorIds.NotDelivered })
            {
                continue;
            }

            if (result.Task is { } task)
            {
                turn.Keep(task);
            }

            return result;
        }
    }

    private async Task<SubmitResult> SendAsync(SubmitContext context, SendPermit permit, TurnStep.Turn turn)
    {
        var intent = context.Request.ToTask(TaskStates.Unknown, context.EarlierIntent ?? context.Claim?.IntentId ?? Guid.NewGuid().ToString("N"))
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
        context.Account.IsShaped
        && result is { Task: null, Error: { ErrorId: ErrorIds.RateLimited or ErrorIds.Conflict } error }
        && LandingClass.IsFull(error.Code, error.Message)
        && options.Time.GetElapsedTime(since) + (error.RetryAfter ?? TimeSpan.Zero) <= options.QuotaBudget;
}
