using NanoBanana.Client.Gateways;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Submitting;

/// <summary>
/// The way of one checked request to its gateway, in this order: claim the work, set its money aside, upload, and send; sending is,
/// for each attempt: wait for the turn, commit, send, record.
/// </summary>
internal sealed class TaskSubmitter
{
    private readonly Profile _profile;
    private readonly ClaimStep _claim;
    private readonly ReserveStep _reserve;
    private readonly UploadStep _upload;
    private readonly SendStep _send;

    public TaskSubmitter(Profile profile, IGateway gateway, SubmitSender sender, TaskQuery query, ClientOptions options)
    {
        _profile = profile;
        _claim = new ClaimStep(profile, gateway, options);
        _reserve = new ReserveStep(profile, options);
        _upload = new UploadStep(profile, options);
        _send = new SendStep(_claim, new TurnStep(profile, query, options), new CommitStep(options), sender, new RecordStep(profile, options), options);
    }

    /// <summary>Never throws for what a gateway, the network, the store or a budget does.</summary>
    /// <exception cref="OperationCanceledException">It was stopped before anything was submitted.</exception>
    public async Task<SubmitResult> SubmitAsync(PreparedRequest request, SubmitRun run, string? uploadProfile, CancellationToken stop)
    {
        var context = new SubmitContext(request, run, uploadProfile, stop);
        try
        {
            return await _claim.RunAsync(context).ConfigureAwait(false)
                ?? await run.GateOf(_profile).PassAsync(context, SubmitNewAsync).ConfigureAwait(false);
        }
        catch (NanoBananaException error)
        {
            return ResultOf(error, context);
        }
        finally
        {
            await _claim.WithdrawAsync(context).ConfigureAwait(false);
        }
    }

    private async Task<SubmitResult> SubmitNewAsync(SubmitContext context)
    {
        try
        {
            await _reserve.RunAsync(context).ConfigureAwait(false);
            await _upload.RunAsync(context).ConfigureAwait(false);
            var result = await _send.RunAsync(context).ConfigureAwait(false);
            if (result.WasReleased)
            {
                ReserveStep.Release(context);
            }
            else
            {
                // not with the claim: a request has one for each attempt and each gateway that is tried
                context.Run.Repeats.Add(context.DoneBefore, context.Price);
            }

            return result;
        }
        catch (NanoBananaException error)
        {
            ReserveStep.Release(context);
            return ResultOf(error, context);
        }
    }

    private static SubmitResult ResultOf(NanoBananaException error, SubmitContext context) =>
        new(Task: null, error.Target is null ? error.For(context.Request.Target()) : error);
}
