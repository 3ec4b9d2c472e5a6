using NanoBanana.Client.Gateways;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Submitting;

/// <summary>
/// The way of one checked request to its gateway, in this order: claim the work, pass the gate of the profile, set the money of the run
/// aside, upload, and send; sending is, for each attempt: wait for the turn, commit, send, record.
/// </summary>
internal sealed class TaskSubmitter
{
    private readonly Profile _profile;
    private readonly ClientOptions _options;
    private readonly ClaimStep _claim;
    private readonly UploadStep _upload;
    private readonly SendStep _send;

    public TaskSubmitter(Profile profile, IGateway gateway, SubmitSender sender, TaskQuery query, ClientOptions options)
    {
        (_profile, _options) = (profile, options);
        _claim = new ClaimStep(profile, gateway, options);
        _upload = new UploadStep(profile, options);
        _send = new SendStep(_claim, new TurnStep(profile, query, options), sender, new RecordStep(profile, options), options);
    }

    /// <summary>Never throws for what a gateway, the network, the store or a budget does.</summary>
    /// <exception cref="OperationCanceledException">It was stopped before anything was submitted.</exception>
    public async Task<SubmitResult> SubmitAsync(PreparedRequest request, SubmitRun run, string? uploadProfile, CancellationToken stop)
    {
        var context = new SubmitContext(request, run, uploadProfile, stop);
        try
        {
            if (await _claim.RunAsync(context).ConfigureAwait(false) is { } earlier)
            {
                return earlier;
            }

            using var pass = await run.GateOf(_profile).EnterAsync(context).ConfigureAwait(false);
            var result = await SubmitNewAsync(context).ConfigureAwait(false);
            pass.End(result);
            return result;
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
        SubmitResult result;
        try
        {
            await ReserveAsync(context).ConfigureAwait(false);
            await _upload.RunAsync(context).ConfigureAwait(false);
            result = await _send.RunAsync(context).ConfigureAwait(false);
        }
        catch (NanoBananaException error)
        {
            result = ResultOf(error, context);
        }

        if (result.WasReleased)
        {
            context.Run.Budget.GiveBack(context.Reserved);
        }
        else
        {
            // not with the claim: a request has one for each attempt and each gateway that is tried
            context.Run.Repeats.Add(context.DoneBefore, context.Price);
        }

        return result;
    }

    // the key, the account, and the cost under the cap of the run
    private async Task ReserveAsync(SubmitContext context)
    {
        context.Stop.ThrowIfCancellationRequested();
        context.Key ??= await _options.Profiles.KeyAsync(_profile, context.Stop).ConfigureAwait(false);
        context.Account = _options.Accounts.Of(_profile, context.Key, _options.Time);
        context.Request.Shared?.Reserve();
        context.Reserved = context.Request.Shared is null ? context.Run.Budget.Reserve(context.Price, _profile) : null;
    }

    private static SubmitResult ResultOf(NanoBananaException error, SubmitContext context) =>
        new(Task: null, error.Target is null ? error.For(context.Request.Target()) : error);
}
