using NanoBanana.Client.Pricing;

namespace NanoBanana.Client.Submitting;

/// <summary>What the run's cap sets aside for a request that one of several gateways takes: the price of the dearest, once.</summary>
/// <param name="budget">The run's cap.</param>
/// <param name="candidates">What each gateway would take.</param>
internal sealed class SharedReservation(RunBudget budget, IReadOnlyList<(Price Price, Profile Profile)> candidates)
{
    private Money? _reserved;
    private bool _isTaken;

    /// <summary>Sets it aside, the first time; an earlier task of the same work never gets here.</summary>
    /// <exception cref="NanoBananaException"><c>BudgetExceeded</c>, <c>BudgetPriceUnknown</c> or <c>BudgetUnitMismatch</c>.</exception>
    public void Take()
    {
        if (!_isTaken)
        {
            _reserved = budget.ReserveDearest(candidates);
            _isTaken = true;
        }
    }

    /// <summary>Keeps what the one that took it takes, and gives the rest back; all of it where none did.</summary>
    public void Settle(PreparedRequest? taker) => budget.Settle(_reserved, taker?.Price(), taker?.Profile);
}
