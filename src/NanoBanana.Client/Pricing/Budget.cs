using NanoBanana.Client.Store;

namespace NanoBanana;

/// <summary>The amount that a profile spent in the current day or month, and its cap.</summary>
public sealed record Budget
{
    /// <summary>The profile.</summary>
    public required string Profile { get; init; }

    /// <summary><c>Day</c> or <c>Month</c>, of the store's time zone.</summary>
    public required string Period { get; init; }

    /// <summary>The most that may be spent; null without a cap.</summary>
    public decimal? Cap { get; init; }

    /// <summary>The amount that was charged.</summary>
    public decimal Spent { get; init; }

    /// <summary>The amount reserved for running tasks, and what may have been charged.</summary>
    public decimal Reserved { get; init; }

    /// <summary>What is left of the cap, at least 0; null without a cap.</summary>
    public decimal? Left { get; init; }

    /// <summary><c>USD</c> or <c>credits</c>: the unit of these amounts.</summary>
    public required string Unit { get; init; }

    /// <summary>The first day of the period.</summary>
    public DateTime Since { get; init; }

    /// <summary>What was spent in other units and cannot be compared.</summary>
    public IReadOnlyList<Money> NotCounted { get; init; } = [];

    /// <summary>Tasks with an unknown price, which are not included either.</summary>
    public int UnknownPrices { get; init; }

    /// <summary>The budgets of a profile in the current day and month.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="store">Where its tasks are recorded.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Two budgets, first of the day, then of the month.</returns>
    /// <exception cref="NanoBananaException">The store must not be used, or cannot be reached.</exception>
    public static async Task<IReadOnlyList<Budget>> OfAsync(Profile profile, ITaskStore store, CancellationToken cancellationToken) =>
    [
        await OfAsync(profile, BudgetCap.Day, profile.DailyBudget, store, cancellationToken).ConfigureAwait(false),
        await OfAsync(profile, BudgetCap.Month, profile.MonthlyBudget, store, cancellationToken).ConfigureAwait(false),
    ];

    private static async Task<Budget> OfAsync(Profile profile, string period, Money? cap, ITaskStore store, CancellationToken cancellationToken)
    {
        var unit = (cap ?? profile.DailyBudget ?? profile.MonthlyBudget ?? profile.PricePerImage)?.Currency ?? Currencies.Usd;
        var totals = await store.TotalsAsync(profile.Account(), period, unit, profile.CreditPrice, profile.Emulator(), cancellationToken).ConfigureAwait(false);
        return new Budget
        {
            Profile = profile.Name,
            Period = period,
            Cap = cap?.Amount,
            Spent = totals.Spent,
            Reserved = totals.Reserved,
            Left = cap is null ? null : Math.Max(0, cap.Amount - totals.Spent - totals.Reserved),
            Unit = unit,
            Since = totals.Since,
            NotCounted = totals.NotCounted,
            UnknownPrices = totals.UnknownPrices,
        };
    }
}
