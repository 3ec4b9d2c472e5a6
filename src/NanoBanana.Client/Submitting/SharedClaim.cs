using NanoBanana.Client.Http;
using NanoBanana.Client.Pricing;

namespace NanoBanana.Client.Submitting;

/// <summary>
/// What the gateways that are asked for one request have in common: what the run's cap reserves, which is the price of the dearest, and
/// the refusal of the last gateway, which is recorded only once the next one holds a claim of the same work. In between, another run
/// would find the work free and submit it as well.
/// </summary>
/// <param name="budget">The run's cap.</param>
/// <param name="candidates">What each gateway would take.</param>
internal sealed class SharedClaim(RunBudget budget, IReadOnlyList<(Price Price, Profile Profile)> candidates)
{
    private Money? _reserved;
    private bool _isReserved;
    private Func<Task>? _landing;

    /// <summary>Whether another gateway can be asked after this one.</summary>
    public bool HasNext { get; set; }

    /// <summary>True for a definite refusal that concerns the gateway. Asking another gateway would hide an error of the request, the key or an own cap, and an unknown outcome may be paid for.</summary>
    public static bool MovesOn(NanoBananaException error) => !error.MayHaveBeenCharged
        && (error.ErrorId is ErrorIds.NotDelivered or ErrorIds.ProxyRefused or ErrorIds.CertificateRefused or ErrorIds.InsufficientCredits
                or ErrorIds.RateLimited or ErrorIds.Maintenance or ErrorIds.ModelNotFound or ErrorIds.NotFound
            || (error.ErrorId is ErrorIds.Conflict && LandingClass.IsFull(error.Code, error.Message)));

    /// <summary>Reserves the cost, the first time; an earlier task of the same work never gets here.</summary>
    /// <exception cref="NanoBananaException"><c>BudgetExceeded</c>, <c>BudgetPriceUnknown</c> or <c>BudgetUnitMismatch</c>.</exception>
    public void Reserve()
    {
        if (!_isReserved)
        {
            _reserved = budget.ReserveDearest(candidates);
            _isReserved = true;
        }
    }

    /// <summary>Keeps the price of the gateway that accepted the request, and releases the rest; all of it if none did.</summary>
    public void Settle(PreparedRequest? taker) => budget.Settle(_reserved, taker?.Price(), taker?.Profile);

    /// <summary>Keeps the landing of an attempt until the next one holds its claim.</summary>
    /// <param name="landing">Writes it down.</param>
    public void Keep(Func<Task> landing) => _landing = landing;

    /// <summary>Writes the landing that was kept.</summary>
    public Task WriteAsync() => Interlocked.Exchange(ref _landing, null)?.Invoke() ?? Task.CompletedTask;
}
