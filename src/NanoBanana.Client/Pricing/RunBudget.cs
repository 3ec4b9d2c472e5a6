namespace NanoBanana.Client.Pricing;

/// <summary>The cap of one run (<c>-MaxCost</c>): reserved before a submit, given back if nothing was charged.</summary>
internal sealed class RunBudget(Money? cap)
{
    private readonly object _lock = new();
    private decimal _taken;

    /// <returns>What was reserved; null if there is no cap.</returns>
    /// <exception cref="NanoBananaException"><c>BudgetExceeded</c>, <c>BudgetPriceUnknown</c> or <c>BudgetUnitMismatch</c>.</exception>
    public Money? Reserve(Price price, Profile profile)
    {
        if (cap is null)
        {
            return null;
        }

        return Take(BudgetCheck.InUnitOf(cap, price, profile), price, profile);
    }

    /// <summary>Reserves the price of the dearest of several gateways.</summary>
    /// <returns>What was reserved; null if there is no cap.</returns>
    /// <exception cref="NanoBananaException"><c>BudgetExceeded</c>, <c>BudgetPriceUnknown</c> or <c>BudgetUnitMismatch</c>.</exception>
    public Money? ReserveDearest(IEnumerable<(Price Price, Profile Profile)> candidates)
    {
        if (cap is null)
        {
            return null;
        }

        var (wanted, price, profile) = candidates
            .Select(each => (Wanted: BudgetCheck.InUnitOf(cap, each.Price, each.Profile), each.Price, each.Profile))
            .OrderByDescending(each => each.Wanted.Amount)
            .First();
        return Take(wanted, price, profile);
    }

    /// <summary>Keeps the price of one gateway, and releases the rest.</summary>
    /// <param name="reserved">What was reserved.</param>
    /// <param name="taken">The price of the gateway that took it; null if none did.</param>
    /// <param name="profile">Its profile.</param>
    public void Settle(Money? reserved, Price? taken, Profile? profile)
    {
        if (reserved is not null)
        {
            GiveBack(taken is null ? reserved : reserved with { Amount = reserved.Amount - BudgetCheck.InUnitOf(cap!, taken, profile!).Amount });
        }
    }

    private Money Take(Money wanted, Price price, Profile profile)
    {
        lock (_lock)
        {
            if (_taken + wanted.Amount > cap!.Amount)
            {
                throw BudgetCheck.Exceeded("-MaxCost", cap, spent: 0, _taken, wanted, price, profile, "Raise -MaxCost, or run the same command again with -Resume: tasks that were submitted do not count again");
            }

            _taken += wanted.Amount;
        }

        return wanted;
    }

    public void GiveBack(Money? reserved)
    {
        lock (_lock)
        {
            _taken -= reserved?.Amount ?? 0;
        }
    }
}
