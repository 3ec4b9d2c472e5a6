using System.Threading.RateLimiting;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Gateways.Facets;

namespace NanoBanana.Client.Limits;

/// <summary>One account at a gateway: what all its calls in this process share.</summary>
internal sealed class Account
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private Lazy<Task>? _look;
    private long _lookedAt;
    private volatile bool _isShaped;
    private IAccountLimits? _gateway;
    private (bool, string?, string?) _set;

    public Account(TimeProvider time)
    {
        _time = time;
        Creates = new SlidingLimiter([], time);
        Queries = new SlidingLimiter([], time, learns: false);
        Active = new ActiveTasks(time);
    }

    /// <summary>Limits the rate of submits: one lease per submit.</summary>
    public SlidingLimiter Creates { get; }

    /// <summary>Limits the rate of queries: one lease per query.</summary>
    public SlidingLimiter Queries { get; }

    /// <summary>The tasks that have not ended; counted only if their number is limited.</summary>
    public ActiveTasks Active { get; }

    /// <summary>The ids that its submits were given.</summary>
    public AcceptedIds Accepted { get; } = new();

    /// <summary>False for an emulator without limits: there only the call that is refused waits.</summary>
    public bool IsShaped => _isShaped;

    /// <summary>Applies the settings of a profile of this account if they have changed.</summary>
    public void Configure(Profile profile)
    {
        var set = (ProfileLimits.IsShaped(profile), profile.RateLimit, profile.Tier);
        lock (Active)
        {
            if (_set == set)
            {
                return;
            }

            _set = set;
            _isShaped = set.Item1;
            _gateway = GatewayRegistry.Find(profile.Provider) as IAccountLimits;
            Use(ProfileLimits.Of(profile));
        }
    }

    /// <summary>Looks now and then how many processes use the account, across all machines of the store, and takes this process's share of its rates.</summary>
    /// <param name="owners">Asks the store for their number.</param>
    public async Task ShareAsync(Func<Task<int>> owners)
    {
        Lazy<Task> look;
        lock (Active)
        {
            if (!_isShaped)
            {
                return;
            }

            if (_look is null || _time.GetElapsedTime(_lookedAt) >= BetweenLooks)
            {
                _lookedAt = _time.GetTimestamp();
                _look = new Lazy<Task>(() => LookAsync(owners));
            }

            look = _look;
        }

        // a caller that arrives during a look waits for its result
        await look.Value.ConfigureAwait(false);
    }

    /// <summary>Waits for one more call of a kind.</summary>
    public static async Task<RateLimitLease> PassAsync(SlidingLimiter limiter, CancellationToken cancellationToken) =>
        await limiter.AcquireAsync(permitCount: 1, cancellationToken).ConfigureAwait(false);

    /// <summary>Learns from a 429: the wait, and AIGPTImage's own numbers (<c>data.limit</c>, <c>windowSeconds</c>, <c>tier</c>).</summary>
    /// <param name="limiter">Which kind of call was refused.</param>
    /// <param name="reply">What the gateway said.</param>
    /// <param name="wait">Used if the gateway names no time.</param>
    public void Refused(SlidingLimiter limiter, GatewayReply reply, TimeSpan wait)
    {
        if (!_isShaped)
        {
            return;
        }

        var data = reply.Json.Member("data");
        if (_set is { Item2: null, Item3: null } && TierNamed(data.Member("tier").AsText()) is { } tier)
        {
            Use(tier.Limits);
        }

        var calls = data.Member("limit").AsInt();
        var window = data.Member("windowSeconds").AsInt();
        var stated = calls is > 0 && window is > 0 and <= 86_400 ? new RateLimit(calls.Value, TimeSpan.FromSeconds(window.Value)) : null;
        limiter.Refused(RetryAfter.Read(reply, _time) ?? wait, stated);
    }

    private async Task LookAsync(Func<Task<int>> owners)
    {
        var count = await owners().ConfigureAwait(false);
        Creates.Share(count);
        Queries.Share(count);
    }

    private Tier? TierNamed(string? name) => _gateway?.Tiers.FirstOrDefault(each => each.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private void Use(AccountLimits limits)
    {
        Creates.Use(limits.Creates);
        Queries.Use(limits.Queries);
        Active.Limit = limits.Active;
    }
}
