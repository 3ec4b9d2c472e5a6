using System.Threading.RateLimiting;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Model;
using NanoBanana.Client.Querying;
using Polly;
using Polly.Retry;

namespace NanoBanana.Client.Submitting;

/// <summary>Submits once as far as money goes: it repeats only what the gateway cannot have taken.</summary>
internal sealed class SubmitSender
{
    private static readonly ResiliencePropertyKey<Run> RunKey = new("run");
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstMaintenanceWait = TimeSpan.FromSeconds(5);

    private readonly GatewaySender _sender;
    private readonly IGateway _gateway;
    private readonly Profile _profile;
    private readonly ClientOptions _options;
    private readonly ClaimedTask _claimed;
    private readonly ResiliencePipeline<SubmitOutcome> _pipeline;

    public SubmitSender(GatewaySender sender, IGateway gateway, Profile profile, ClientOptions options)
    {
        (_sender, _gateway, _profile, _options) = (sender, gateway, profile, options);
        _claimed = new ClaimedTask(sender, gateway, options);
        _pipeline = new ResiliencePipelineBuilder<SubmitOutcome> { TimeProvider = options.Time }
            .AddRetry(new RetryStrategyOptions<SubmitOutcome>
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = args => new ValueTask<bool>(MayRepeat(args.Outcome.Result, args.Context, args.AttemptNumber)),
                DelayGenerator = args => new ValueTask<TimeSpan?>(RunOf(args.Context).NextWait),
            })
            .Build();
    }

    /// <param name="call">What to submit, in its account's turn.</param>
    /// <param name="stop">Stops before the next attempt; an attempt in flight is awaited for the grace time.</param>
    public async Task<SubmitOutcome> SubmitAsync(SubmitCall call, CancellationToken stop)
    {
        var run = new Run(_gateway.Submit(call.Request), call, _options.Time.GetTimestamp());
        var context = ResilienceContextPool.Shared.Get(stop);
        context.Properties.Set(RunKey, run);
        try
        {
            var last = await _pipeline.ExecuteAsync(
                static async (context, self) => await self.AttemptAsync(RunOf(context), context.CancellationToken).ConfigureAwait(false),
                context,
                this).ConfigureAwait(false);
            return last.Landing == Landing.Accepted ? last : await SettledAsync(run, run.Doubt ?? last, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (run.Doubt is not null)
        {
            return run.Doubt;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static Run RunOf(ResilienceContext context) => context.Properties.GetValue(RunKey, null!);

    private async Task<SubmitOutcome> AttemptAsync(Run run, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        using var turn = run.TakeTurn() ?? await Account.PassAsync(run.Account.Creates, stop).ConfigureAwait(false);
        using var flight = _options.Time.CreateCancellationTokenSource(Timeout.InfiniteTimeSpan);
        using var patience = stop.Register(() => CancelLater(flight));
        try
        {
            var reply = await _sender.SendAsync(run.Call, run.Key, flight.Token).ConfigureAwait(false);
            return Judge(run, reply);
        }
        catch (SendException error)
        {
            var landing = LandingClass.Of(error);
            var permanent = NetworkFaults.ErrorId(error.Fault);
            var id = permanent ?? (landing == Landing.NotDelivered ? ErrorIds.NotDelivered : ErrorIds.OutcomeUnknown);
            var claimed = error.Partial is { } partial ? TaskIds.In(_gateway, partial) : null;
            return new SubmitOutcome(landing, Claim(claimed), new NanoBananaException(id, error, _profile.Provider, error.Message, permanent is null ? run.IntentId : _profile.Name)
            {
                Target = run.Target,
                Provider = _profile.Provider,
                Profile = _profile.Name,
                MayHaveBeenCharged = landing == Landing.Unknown,
            });
        }
    }

    /// <summary>What is unknown, and names a task, is asked for: a paid task must not be lost because its answer was no clean yes.</summary>
    private async Task<SubmitOutcome> SettledAsync(Run run, SubmitOutcome outcome, CancellationToken stop) =>
        outcome is { Landing: Landing.Unknown, Snapshot.Id: { } id } && await _claimed.AskAsync(id, run.Account, run.Key, stop).ConfigureAwait(false) is { } snapshot
            ? SubmitOutcome.Accepted(snapshot with { Id = id })
            : outcome;

    private void CancelLater(CancellationTokenSource flight)
    {
        try
        {
            flight.CancelAfter(_options.StopGrace);
        }
        catch (ObjectDisposedException)
        {
            // the attempt landed in the same moment
        }
    }

    private SubmitOutcome Judge(Run run, GatewayReply reply)
    {
        var replyStatus = ReplyStatus.Of(_gateway, reply);
        var snapshot = reply.IsSuccess && !replyStatus.IsError ? _gateway.ReadSubmit(reply) : null;
        var claimed = snapshot?.Id is null ? TaskIds.In(_gateway, reply) : null;
        var landing = LandingClass.Of(reply, replyStatus, snapshot, claimed);
        if (landing is Landing.Accepted && snapshot!.Id is { } masked && Redaction.IsMasked(masked))
        {
            return new SubmitOutcome(Landing.Unknown, Snapshot: null, Unknown(run, reply, replyStatus, $"it accepted it as '{masked}', an id that holds the account's key and is therefore neither kept nor asked for."));
        }

        if (snapshot?.Id is { } given && run.Account.Accepted.IsRepeated(given, run.IntentId))
        {
            _options.Log?.Warning($"{_profile.Provider} gave the id {given} to two requests: both tasks show the same images, and perhaps only one was made.");
        }

        if (replyStatus is { IsError: true, Code: 429 })
        {
            run.Account.Refused(run.Account.Creates, reply, Backoff.Wait(FirstWait, attempt: 0, asked: null, random: 1));
        }

        return landing switch
        {
            Landing.Accepted => SubmitOutcome.Accepted(snapshot!),
            Landing.Unknown => new SubmitOutcome(landing, Claim(claimed), Unknown(run, reply, replyStatus, What(run, reply, replyStatus))),
            _ => new SubmitOutcome(landing, Snapshot: null, StatusErrors.From(replyStatus, reply, _profile, run.Key, run.Target, _options.Time)),
        };
    }

    private static string What(Run run, GatewayReply reply, ReplyStatus replyStatus) => replyStatus.IsError
        ? $"it answered {replyStatus.Code}: {Redaction.Message(replyStatus.Text, run.Key).TrimEnd('.')}."
        : Reasons.Page(reply) ?? $"it answered {reply.Status} without a task id.";

    private NanoBananaException Unknown(Run run, GatewayReply reply, ReplyStatus replyStatus, string what) =>
        new(ErrorIds.OutcomeUnknown, _profile.Provider, what, run.IntentId)
        {
            Target = run.Target,
            Provider = _profile.Provider,
            Profile = _profile.Name,
            HttpStatus = reply.Status,
            Code = replyStatus.Code,
            Reply = Redaction.Reply(reply.Text, run.Key),
            MayHaveBeenCharged = true,
        };

    // of an id that held the key, what is left names nothing
    private static TaskSnapshot? Claim(string? id) => id is null || Redaction.IsMasked(id) ? null : new TaskSnapshot { Id = id };

    private bool MayRepeat(SubmitOutcome? outcome, ResilienceContext context, int attempt)
    {
        var run = RunOf(context);
        run.Doubt = outcome?.Landing is Landing.Unknown && (run.Doubt is null || outcome.Snapshot is not null) ? outcome : run.Doubt;
        var safe = outcome?.Landing is Landing.NotDelivered or Landing.Refused
            || (outcome?.Landing is Landing.Unknown && outcome.Snapshot is null && _gateway.Description.IdempotentSubmit);
        safe = safe && !NetworkFaults.IsPermanent(outcome!.Error!);
        if (!safe || context.CancellationToken.IsCancellationRequested)
        {
            return false;
        }

        var first = outcome!.Error?.Code == 455 ? FirstMaintenanceWait : FirstWait;
        run.NextWait = Backoff.Wait(first, attempt, outcome.Error?.RetryAfter, _options.Random());
        var fits = _options.Time.GetElapsedTime(run.StartedAt) + run.NextWait <= _options.SubmitBudget;
        if (fits)
        {
            _options.Log?.Verbose($"{_profile.Name}: {outcome.Error?.ErrorId}, the next attempt is in {run.NextWait.TotalSeconds:0.0} s.");
        }

        return fits;
    }

    private sealed class Run(GatewayCall call, SubmitCall submit, long startedAt)
    {
        private RateLimitLease? _turn = submit.Turn;

        public GatewayCall Call { get; } = call;

        public string IntentId => submit.Request.IntentId;

        public Secret Key => submit.Key;

        public object? Target => submit.Target;

        public Account Account => submit.Account;

        public long StartedAt { get; } = startedAt;

        public TimeSpan NextWait { get; set; }

        /// <summary>The first attempt that the gateway may have taken: whatever a later one brings but an id, that stays so.</summary>
        public SubmitOutcome? Doubt { get; set; }

        /// <summary>The turn that the first attempt came with; null for the next ones, which ask for their own.</summary>
        public RateLimitLease? TakeTurn() => Interlocked.Exchange(ref _turn, null);
    }
}
