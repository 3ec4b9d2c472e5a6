using NanoBanana.Emulation.Compatibility;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Limits;

/// <summary>The limits that each gateway keeps, and what was called lately. Without limits it keeps nothing.</summary>
internal sealed class LimitPlan(TimeProvider clock, TaskStore tasks)
{
    private readonly object _gate = new();
    private readonly Dictionary<(string Provider, string Operation), List<DateTimeOffset>> _calls = [];
    private CallLimit? _rate;
    private Tier? _tier;
    private int? _active;

    public string? Rate => _rate?.ToString();

    public string? TierName => _tier?.Name;

    public int? MaxActive => _active;

    /// <summary>Replaces all limits; earlier calls no longer count.</summary>
    /// <param name="rate">Most submits of each gateway, as in <c>20/10s</c>; null for none.</param>
    /// <param name="tier">AIGPTImage's tier; null for none.</param>
    /// <param name="active">Most tasks of each gateway that have not ended; null for any number.</param>
    /// <exception cref="ArgumentException">One of them is not understood.</exception>
    public void Replace(string? rate, string? tier, int? active)
    {
        if (active < 1)
        {
            throw new ArgumentException($"{active} is not a valid number of active tasks. The smallest is 1.", nameof(active));
        }

        var (newRate, newTier) = (rate is null ? null : CallLimit.Parse(rate), tier is null ? null : Tier.Find(tier));
        lock (_gate)
        {
            (_rate, _tier, _active) = (newRate, newTier, active);
            _calls.Clear();
        }
    }

    /// <summary>What a call goes beyond; null if it is taken, and counted.</summary>
    public Excess? Take(string provider, string operation)
    {
        if (operation is not (Operations.Submit or Operations.Query) || !Providers.Gateways.Contains(provider, StringComparer.Ordinal))
        {
            return null;
        }

        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var excess = OverRate(provider, operation, now) ?? (operation is Operations.Submit ? OverActive(provider, now) : null);
            if (excess is null && Limits(provider, operation).Count > 0)
            {
                Calls(provider, operation).Add(now);
            }

            return excess;
        }
    }

    private Excess? OverRate(string provider, string operation, DateTimeOffset now)
    {
        var limits = Limits(provider, operation);
        if (limits.Count == 0)
        {
            return null;
        }

        var calls = Calls(provider, operation);
        var longest = limits.Max(limit => limit.Window);
        calls.RemoveAll(call => call <= now - longest);
        return limits
            .Where(limit => calls.Count(call => call > now - limit.Window) >= limit.Calls)
            .Select(limit => new Excess(limit, TierOf(provider)?.Name, calls[calls.Count - limit.Calls] + limit.Window - now))
            .OrderByDescending(excess => excess.Wait)
            .FirstOrDefault();
    }

    private Excess? OverActive(string provider, DateTimeOffset now)
    {
        if ((TierOf(provider)?.Active ?? _active) is not { } most)
        {
            return null;
        }

        var active = tasks.All.Where(task => task.Order.Provider.Is(provider) && !task.At(now).HasEnded).ToList();
        return active.Count < most ? null : new Excess(Limit: null, TierOf(provider)?.Name, active.Min(task => task.DueAt) - now);
    }

    private IReadOnlyList<CallLimit> Limits(string provider, string operation) => (TierOf(provider), operation) switch
    {
        ({ } tier, Operations.Query) => tier.Queries,
        (_, Operations.Query) => [],
        (_, _) when _rate is not null => [_rate],
        ({ } tier, _) => tier.Creates,
        _ => [],
    };

    private Tier? TierOf(string provider) => provider.Is(Providers.AigptImage) ? _tier : null;

    private List<DateTimeOffset> Calls(string provider, string operation)
    {
        if (!_calls.TryGetValue((provider, operation), out var calls))
        {
            calls = [];
            _calls.Add((provider, operation), calls);
        }

        return calls;
    }
}
