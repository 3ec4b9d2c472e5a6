namespace NanoBanana.Client.Profiles.Files;

/// <summary>Keeps the caps of a profile that is imported over: a file from elsewhere may make them tighter, not looser.</summary>
internal static class ImportedCaps
{
    /// <param name="imported">The settings of the file.</param>
    /// <param name="old">The settings that are there.</param>
    /// <param name="notes">Takes a sentence for each cap that stays.</param>
    public static Profile Keep(Profile imported, Profile old, ICollection<string> notes)
    {
        var isCapped = old.DailyBudget is not null || old.MonthlyBudget is not null;
        return imported with
        {
            DailyBudget = Tighter(imported.DailyBudget, old.DailyBudget, "daily budget", "-DailyBudget"),
            MonthlyBudget = Tighter(imported.MonthlyBudget, old.MonthlyBudget, "monthly budget", "-MonthlyBudget"),
            PricePerImage = isCapped ? NotLower(imported.PricePerImage, old.PricePerImage) : imported.PricePerImage,
            CreditPrice = isCapped && old.CreditPrice is { } price && imported.CreditPrice is { } given && given < price ? Stays(price, "price of a credit", "-CreditPrice") : imported.CreditPrice,
        };

        Money? Tighter(Money? given, Money? cap, string what, string parameter) => cap is null || IsAtMost(given, cap) ? given : Stays(cap, what, parameter);

        // counted lower, tasks would fit under the cap that do not
        Money? NotLower(Money? given, Money? price) => price is null || given is null || IsAtMost(price, given) ? given : Stays(price, "price per image", "-PricePerImage");

        T Stays<T>(T value, string what, string parameter)
        {
            notes.Add(FormattableString.Invariant($"The {what} of profile '{old.Name}' stays {value}, because an import cannot raise a cap. Change it with Set-NanoBananaProfile '{old.Name}' {parameter}."));
            return value;
        }
    }

    private static bool IsAtMost(Money? one, Money other) => one is not null && string.Equals(one.Currency, other.Currency, StringComparison.Ordinal) && one.Amount <= other.Amount;
}
