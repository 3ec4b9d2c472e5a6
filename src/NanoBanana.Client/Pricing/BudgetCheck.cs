using NanoBanana.Client.Journal;

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

    /// <summary>The check to make under the journal's lock; null where the profile has no cap.</summary>
    public static Action<SpendingBook>? For(Profile profile, Price price, DateTimeOffset now)
    {
        if (profile.DailyBudget is null && profile.MonthlyBudget is null)
        {
            return null;
        }

        var today = now.ToLocalTime().Date;
        return book =>
        {
            Check(book, profile, "The daily budget", profile.DailyBudget, price, today);
            Check(book, profile, "The monthly budget", profile.MonthlyBudget, price, new DateTime(today.Year, today.Month, 1, 0, 0, 0, DateTimeKind.Local));
        };
    }

    private static void Check(SpendingBook book, Profile profile, string name, Money? cap, Price price, DateTime since)
    {
        if (cap is null)
        {
            return;
        }

        var wanted = InUnitOf(cap, price, profile);
        var (spent, reserved) = book.Of(profile.Name, cap.Currency, since);
        if (spent + reserved + wanted.Amount > cap.Amount)
        {
            throw Exceeded(name, cap, spent, reserved, wanted, profile);
        }
    }

    public static NanoBananaException Exceeded(string name, Money cap, decimal spent, decimal reserved, Money wanted, Profile profile) =>
        new(ErrorIds.BudgetExceeded, name, cap, new Money(spent, cap.Currency), new Money(reserved, cap.Currency), wanted) { Target = profile.Name, Profile = profile.Name };
}
