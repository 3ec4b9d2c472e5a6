namespace NanoBanana.Client.Pricing;

/// <summary>The cap of one run (<c>-MaxCost</c>): set aside before a submit, given back where nothing was charged.</summary>
internal sealed class RunBudget(Money? cap)
{
    private readonly object _lock = new();
    private decimal _taken;

    /// <returns>What was set aside; null where there is no cap.</returns>
    /// <exception cref="NanoBananaException"><c>BudgetExceeded</c>, <c>BudgetPriceUnknown</c> or <c>BudgetUnitMismatch</c>.</exception>
    public Money? Reserve(Price price, Profile profile)
    {
        if (cap is null)
        {
            return null;
        }

        var wanted = BudgetCheck.InUnitOf(cap, price, profile);
        lock (_lock)
        {
            if (_taken + wanted.Amount > cap.Amount)
            {
                throw BudgetCheck.Exceeded("-MaxCost", cap, spent: 0, _taken, wanted, price, profile, "Raise -MaxCost, or run the same command again with -Resume: what was submitted counts no more");
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
