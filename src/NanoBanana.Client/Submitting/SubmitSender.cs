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
    private readonly SubmitReader _reader;
    private readonly ClaimedTask _claimed;
    private readonly ResiliencePipeline<SubmitOutcome> _pipeline;

    public SubmitSender(GatewaySender sender, IGateway gateway, Profile profile, ClientOptions options)
    {
        (_sender, _gateway, _profile, _options) = (sender, gateway, profile, options);
        _reader = new SubmitReader(gateway, profile, options);
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
        catch (Exception) when (run.Doubt is not null)
        {
            // a stop, a store that is another one by now, or what was not foreseen: none of it says that nothing was taken
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
        using var turn = run.TakeTurn() ?? await Account.PassAsync(run.Submit.Account.Creates, stop).ConfigureAwait(false);
        using var flight = _options.Time.CreateCancellationTokenSource(Timeout.InfiniteTimeSpan);
        using var patience = stop.Register(() => CancelLater(flight));
        try
        {
            if (!await run.MaySendAsync(stop).ConfigureAwait(false))
            {
                return _reader.Read(run.Submit, new SendException("another run has taken the work over.", bodyStarted: false, inner: null));
            }
        }
        catch (NanoBananaException error)
        {
            // no permit for another attempt, and the gateway has taken none of those before. Only a store that is away may come back
            return new SubmitOutcome(error.ErrorId is ErrorIds.StoreUnavailable ? Landing.NotDelivered : Landing.Rejected, Snapshot: null, error);
        }

        return await SendAsync(run, flight.Token).ConfigureAwait(false);
    }

    private async Task<SubmitOutcome> SendAsync(Run run, CancellationToken stop)
    {
        try
        {
            return _reader.Read(run.Submit, await _sender.SendAsync(run.Call, run.Submit.Key, stop, run.Submit.Permit.HeldBack).ConfigureAwait(false));
        }
        catch (SendException error)
        {
            return _reader.Read(run.Submit, error);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // the request may have left: raw, this error would end the batch without a record of what became of it
            var inner = Redaction.Names(error, run.Submit.Key) ? null : error;
            return _reader.Read(run.Submit, new SendException($"an unexpected error occurred: {NetworkFaults.Reason(error, run.Submit.Key)}", bodyStarted: true, inner));
        }
    }

    /// <summary>An unknown outcome with a task id is queried: a paid task must not be lost because its answer was not a clean success.</summary>
    private async Task<SubmitOutcome> SettledAsync(Run run, SubmitOutcome outcome, CancellationToken stop) =>
        outcome is { Landing: Landing.Unknown, Snapshot.Id: { } id } && await _claimed.AskAsync(id, run.Submit.Account, run.Submit.Key, stop).ConfigureAwait(false) is { } snapshot
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

    private bool MayRepeat(SubmitOutcome? outcome, ResilienceContext context, int attempt)
    {
        var run = RunOf(context);
        run.Doubt = outcome?.Landing is Landing.Unknown && (run.Doubt is null || outcome.Snapshot is not null) ? outcome : run.Doubt;
        var safe = outcome?.Landing is Landing.NotDelivered or Landing.Refused
            || (outcome?.Landing is Landing.Unknown && outcome.Snapshot is null && _gateway.Description.IdempotentSubmit);
        safe = safe && !run.Submit.Permit.IsLost && !NetworkFaults.IsPermanent(outcome!.Error!) && (attempt == 0 || !NetworkFaults.IsHostUnknown(outcome!.Error));
        if (!safe || context.CancellationToken.IsCancellationRequested)
        {
            return false;
        }

        var first = outcome!.Error?.Code == 455 ? FirstMaintenanceWait : FirstWait;
        run.NextWait = Backoff.Wait(first, attempt, outcome.Error?.RetryAfter, _options.Random());
        var fits = _options.Time.GetElapsedTime(run.StartedAt) + run.NextWait <= _options.SubmitBudget;
        if (fits)
        {
            _options.Log?.Verbose($"{_profile.Name}: {outcome.Error?.ErrorId}, next attempt in {run.NextWait.TotalSeconds:0.0} s.");
        }

        return fits;
    }

    private sealed class Run(GatewayCall call, SubmitCall submit, long startedAt)
    {
        private RateLimitLease? _turn = submit.Turn;
        private bool _isRepeated;

        public GatewayCall Call { get; } = call;

        public SubmitCall Submit { get; } = submit;

        public long StartedAt { get; } = startedAt;

        public TimeSpan NextWait { get; set; }

        /// <summary>The first attempt that the gateway may have taken: whatever a later one brings but an id, that stays so.</summary>
        public SubmitOutcome? Doubt { get; set; }

        /// <summary>True if the store's permit holds; it is renewed before another attempt, since the wait between two may be longer than the lease.</summary>
        public async Task<bool> MaySendAsync(CancellationToken stop)
        {
            var maySend = !_isRepeated || await Submit.Permit.RenewAsync(stop).ConfigureAwait(false);
            _isRepeated = true;
            return maySend;
        }

        /// <summary>The turn that the first attempt came with; null for the next ones, which ask for their own.</summary>
        public RateLimitLease? TakeTurn() => Interlocked.Exchange(ref _turn, null);
    }
}
