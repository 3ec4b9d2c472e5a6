using NanoBanana.Client.Store;

namespace NanoBanana.Client.Pricing;

/// <summary>Compares what a task wants with a profile's daily and monthly caps.</summary>
internal static class BudgetCheck
{
    /// <summary>A price in the unit of a cap.</summary>
    /// <exception cref="NanoBananaException"><c>BudgetPriceUnknown</c> or <c>BudgetUnitMismatch</c>.</exception>
    public static Money InUnitOf(Money cap, Price price, Profile profile)
    {
        if (price is not { Ceiling: { } amount, Currency: { } currency })
        {
            throw new NanoBananaException(ErrorIds.BudgetPriceUnknown, profile.Name, cap, price.Provider + " " + price.Model) { Target = profile.Name, Profile = profile.Name };
        }

        if (string.Equals(currency, cap.Currency, StringComparison.Ordinal))
        {
            return new Money(amount, currency);
        }

        return currency is Currencies.Credits && profile.CreditPrice is { } creditPrice
            ? new Money(amount * creditPrice, cap.Currency)
            : throw new NanoBananaException(ErrorIds.BudgetUnitMismatch, profile.Name, cap.Currency, currency) { Target = profile.Name, Profile = profile.Name };
    }

    /// <summary>What is reserved: in the unit of the profile's caps if it has any, else as the price is.</summary>
    public static Money? Reserve(Profile profile, Price price)
    {
        var cap = profile.DailyBudget ?? profile.MonthlyBudget;
        return cap is null
            ? price is { Ceiling: { } amount, Currency: { } currency } ? new Money(amount, currency) : null
            : InUnitOf(cap, price, profile);
    }

    /// <summary>Who pays for a task of a profile, and the caps that are checked in the transaction that claims it.</summary>
    /// <exception cref="NanoBananaException"><c>BudgetPriceUnknown</c> or <c>BudgetUnitMismatch</c>.</exception>
    public static BudgetRules For(Profile profile, Price price) => new(
        profile.Account(),
        profile.Name,
        [.. Caps(BudgetCap.Day, profile.DailyBudget, profile, price), .. Caps(BudgetCap.Month, profile.MonthlyBudget, profile, price)],
        profile.Emulator());

    /// <summary>Why a cap of the profile refused a task.</summary>
    /// <param name="refusal">What the store said.</param>
    /// <param name="price">The price of the task.</param>
    /// <param name="profile">The profile that is charged.</param>
    public static NanoBananaException Exceeded(BudgetRefusal refusal, Price price, Profile profile)
    {
        var period = refusal.Cap.Period is BudgetCap.Day ? "daily" : "monthly";
        return Exceeded($"The {period} budget", refusal.Cap.Cap, refusal.Spent, refusal.Reserved, new Money(refusal.Cap.Wanted, refusal.Cap.Cap.Currency), price, profile, WayOut(period, profile));
    }

    private static IEnumerable<BudgetCap> Caps(string period, Money? cap, Profile profile, Price price) => cap is null
        ? []
        : [new BudgetCap { Period = period, Cap = cap, Wanted = InUnitOf(cap, price, profile).Amount, CreditPrice = profile.CreditPrice }];

    private static string WayOut(string period, Profile profile) => period is "daily"
        ? $"Raise it with Set-NanoBananaProfile '{profile.Name}' -DailyBudget, or continue tomorrow; Measure-NanoBananaCost shows what was spent"
        : $"Raise it with Set-NanoBananaProfile '{profile.Name}' -MonthlyBudget, or continue next month; Measure-NanoBananaCost shows what was spent";

    /// <summary>A cap that refused a task.</summary>
    /// <param name="name">The cap, as it begins a sentence.</param>
    /// <param name="cap">The most that may be spent.</param>
    /// <param name="spent">What was spent of it.</param>
    /// <param name="reserved">What is reserved of it.</param>
    /// <param name="wanted">What is to be reserved for this task.</param>
    /// <param name="price">The price of this task; what is expected may be less than what is reserved.</param>
    /// <param name="profile">The profile that is charged.</param>
    /// <param name="wayOut">How the cap is raised, or waited for.</param>
    public static NanoBananaException Exceeded(string name, Money cap, decimal spent, decimal reserved, Money wanted, Price price, Profile profile, string wayOut)
    {
        var isBound = price.Ceiling > price.Amount;
        var wants = isBound ? $"up to {wanted} (expected: {price.ToCost()})" : wanted.ToString();
        var exact = isBound && price.MadeExactBy is { } parameter ? $"Set it with -{parameter}: then exactly its price is reserved. Or " : string.Empty;
        var next = exact.Length > 0 ? char.ToLowerInvariant(wayOut[0]) + wayOut.Substring(1) : wayOut;
        return new(ErrorIds.BudgetExceeded, name, cap, new Money(spent, cap.Currency), new Money(reserved, cap.Currency), wants, exact + next) { Target = profile.Name, Profile = profile.Name };
    }
}
