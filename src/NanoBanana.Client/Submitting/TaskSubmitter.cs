using NanoBanana.Client.Gateways;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Submitting;

/// <summary>
/// The way of one checked request to its gateway, in this order: claim the work and set its money aside, upload, and send; sending is,
/// for each attempt: wait for the turn, commit, send, record.
/// </summary>
internal sealed class TaskSubmitter
{
    private readonly Profile _profile;
    private readonly ClaimStep _claim;
    private readonly UploadStep _upload;
    private readonly SendStep _send;

    public TaskSubmitter(Profile profile, IGateway gateway, SubmitSender sender, TaskQuery query, ClientOptions options)
    {
        _profile = profile;
        _claim = new ClaimStep(profile, gateway, options);
        _upload = new UploadStep(profile, options);
        _send = new SendStep(new TurnStep(profile, query, options), new CommitStep(profile, options), sender, new RecordStep(profile, options), options);
    }

    /// <summary>Never throws for what a gateway, the network or a budget does.</summary>
    /// <exception cref="OperationCanceledException">It was stopped before anything was submitted.</exception>
    public async Task<SubmitResult> SubmitAsync(PreparedRequest request, SubmitRun run, string? uploadProfile, CancellationToken stop)
    {
        var context = new SubmitContext(request, run, uploadProfile, stop);
        return _claim.Earlier(context)
            ?? await run.GateOf(_profile).PassAsync(request.Target(), () => SubmitNewAsync(context), stop).ConfigureAwait(false);
    }

    private async Task<SubmitResult> SubmitNewAsync(SubmitContext context)
    {
        try
        {
            await _claim.RunAsync(context).ConfigureAwait(false);
            await _upload.RunAsync(context).ConfigureAwait(false);
            var result = await _send.RunAsync(context).ConfigureAwait(false);
            if (result.WasReleased)
            {
                ClaimStep.Release(context);
            }

            return result;
        }
        catch (NanoBananaException error)
        {
            ClaimStep.Release(context);
            return new SubmitResult(Task: null, error.Target is null ? error.For(context.Request.Target()) : error);
        }
    }
}
