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

    /// <summary>What is set aside in the journal: in the unit of the profile's caps where it has any, else as the price is.</summary>
    public static Money? Reserve(Profile profile, Price price)
    {
        var cap = profile.DailyBudget ?? profile.MonthlyBudget;
        return cap is null
            ? price is { Ceiling: { } amount, Currency: { } currency } ? new Money(amount, currency) : null
            : InUnitOf(cap, price, profile);
    }

    /// <summary>Who pays for a task of a profile, and the caps that are checked in the transaction that claims it.</summary>
    /// <exception cref="NanoBananaException"><c>BudgetPriceUnknown</c> or <c>BudgetUnitMismatch</c>.</exception>
    public static BudgetRules For(Profile profile, Price price) =>
        new(profile.Account(), profile.Name, [.. Caps(BudgetCap.Day, profile.DailyBudget, profile, price), .. Caps(BudgetCap.Month, profile.MonthlyBudget, profile, price)], profile.IsLoopback() ? profile.BaseUri.Authority : null);

    private static IEnumerable<BudgetCap> Caps(string period, Money? cap, Profile profile, Price price) => cap is null
        ? []
        : [new BudgetCap { Period = period, Cap = cap, Wanted = InUnitOf(cap, price, profile).Amount, CreditPrice = profile.CreditPrice }];

    public static NanoBananaException Exceeded(string name, Money cap, decimal spent, decimal reserved, Money wanted, Profile profile) =>
        new(ErrorIds.BudgetExceeded, name, cap, new Money(spent, cap.Currency), new Money(reserved, cap.Currency), wanted) { Target = profile.Name, Profile = profile.Name };
}
