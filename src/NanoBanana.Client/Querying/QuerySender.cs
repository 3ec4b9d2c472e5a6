using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Client.Limits;
using Polly;
using Polly.Retry;

namespace NanoBanana.Client.Querying;

/// <summary>Sends calls that change nothing and cost nothing, and repeats them if that may help.</summary>
internal sealed class QuerySender
{
    private const int MaxRetries = 4;

    private static readonly ResiliencePropertyKey<long> StartedKey = new("started");
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);

    private readonly GatewaySender _sender;
    private readonly IGateway _gateway;
    private readonly Profile _profile;
    private readonly ClientOptions _options;
    private readonly ResiliencePipeline<GatewayReply> _pipeline;

    public QuerySender(GatewaySender sender, IGateway gateway, Profile profile, ClientOptions options)
    {
        (_sender, _gateway, _profile, _options) = (sender, gateway, profile, options);
        _pipeline = new ResiliencePipelineBuilder<GatewayReply> { TimeProvider = options.Time }
            .AddRetry(new RetryStrategyOptions<GatewayReply>
            {
                MaxRetryAttempts = MaxRetries,
                ShouldHandle = args => new ValueTask<bool>(MayHelp(args.Outcome) && IsInTime(args.Outcome.Result, args.Context)),
                DelayGenerator = args => new ValueTask<TimeSpan?>(Backoff.Wait(
                    FirstWait,
                    args.AttemptNumber,
                    args.Outcome.Result is { } reply ? RetryAfter.Read(reply, options.Time) : null,
                    options.Random())),
            })
            .Build();
    }

    /// <summary>The reply as it was received; the caller judges it.</summary>
    /// <exception cref="NanoBananaException"><c>ConnectionFailed</c>; <c>RateLimited</c> without a status if nothing was sent because the account must wait for longer than <see cref="ClientOptions.QueryBudget"/>.</exception>
    public async Task<GatewayReply> SendAsync(GatewayCall call, Secret key, object? target, CancellationToken cancellationToken)
    {
        var account = _options.Accounts.Of(_profile, key, _options.Time);
        ThrowIfPaused(account, _options.QueryBudget, target);
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(StartedKey, _options.Time.GetTimestamp());
        try
        {
            return await _pipeline.ExecuteAsync(
                async (context, state) => await InTurnAsync(state, call, key, context.CancellationToken).ConfigureAwait(false),
                context,
                account).ConfigureAwait(false);
        }
        catch (SendException error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Failed(error, target);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>One reply to one call, for a watch, which repeats by itself and has other tasks to ask for meanwhile.</summary>
    /// <exception cref="NanoBananaException"><c>ConnectionFailed</c>; <c>RateLimited</c> without a status if nothing was sent because the account must wait.</exception>
    public async Task<GatewayReply> SendOnceAsync(GatewayCall call, Secret key, object? target, CancellationToken cancellationToken)
    {
        var account = _options.Accounts.Of(_profile, key, _options.Time);
        ThrowIfPaused(account, TimeSpan.Zero, target);
        try
        {
            return await InTurnAsync(account, call, key, cancellationToken).ConfigureAwait(false);
        }
        catch (SendException error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Failed(error, target);
        }
    }

    /// <summary>Returns the reply if it is a success.</summary>
    /// <exception cref="NanoBananaException">The gateway reports an error, or cannot be reached.</exception>
    public async Task<GatewayReply> SendAndJudgeAsync(GatewayCall call, Secret key, object? target, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(call, key, target, cancellationToken).ConfigureAwait(false);
        var replyStatus = ReplyStatus.Of(_gateway, reply);
        return replyStatus.IsError ? throw StatusErrors.From(replyStatus, reply, _profile, key, target, _options.Time) : reply;
    }

    private void ThrowIfPaused(Account account, TimeSpan longest, object? target)
    {
        if (account.Queries.Pause() is var pause && pause > longest)
        {
            throw new NanoBananaException(ErrorIds.RateLimited, _profile.Provider, StatusErrors.WithWait("another request was refused a moment ago", pause)) { Target = target, Provider = _profile.Provider, Profile = _profile.Name, RetryAfter = pause };
        }
    }

    // a wait that nobody asked for is short
    private bool IsInTime(GatewayReply? reply, ResilienceContext context) =>
        reply is null
        || RetryAfter.Read(reply, _options.Time) is not { } asked
        || _options.Time.GetElapsedTime(context.Properties.GetValue(StartedKey, 0)) + asked <= _options.QueryBudget;

    private NanoBananaException Failed(SendException error, object? target) =>
        new(NetworkFaults.ErrorId(error.Fault) ?? ErrorIds.ConnectionFailed, error, _profile.Provider, error.Message, _profile.Name)
        {
            Target = target,
            Provider = _profile.Provider,
            Profile = _profile.Name,
        };

    private async Task<GatewayReply> InTurnAsync(Account account, GatewayCall call, Secret key, CancellationToken cancellationToken)
    {
        using var turn = await Account.PassAsync(account.Queries, cancellationToken).ConfigureAwait(false);
        var reply = await _sender.SendAsync(call, key, cancellationToken).ConfigureAwait(false);
        if (ReplyStatus.Of(_gateway, reply) is { IsError: true, Code: 429 })
        {
            account.Refused(account.Queries, reply, Backoff.Wait(FirstWait, attempt: 0, asked: null, random: 1));
        }

        return reply;
    }

    private bool MayHelp(Outcome<GatewayReply> outcome)
    {
        if (outcome.Exception is not null)
        {
            return outcome.Exception is SendException { Fault: SendFault.Passing };
        }

        // 501 and 505 in an envelope are about the task, not a temporary fault
        var replyStatus = ReplyStatus.Of(_gateway, outcome.Result!);
        return replyStatus.IsError && replyStatus.Code switch
        {
            425 or 429 or 455 => true,
            408 or 501 or 505 => !replyStatus.InEnvelope,
            >= 500 => true,
            _ => false,
        };
    }
}
