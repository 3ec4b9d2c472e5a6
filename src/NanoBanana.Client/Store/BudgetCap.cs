namespace NanoBanana.Client.Store;

/// <summary>A cap on what an account may spend, and what one task wants of it.</summary>
public sealed record BudgetCap
{
    /// <summary>The cap is per day of the store's time zone.</summary>
    public const string Day = "Day";

    /// <summary>The cap is per month of the store's time zone.</summary>
    public const string Month = "Month";

    /// <summary><see cref="Day"/> or <see cref="Month"/>.</summary>
    public required string Period { get; init; }

    /// <summary>The most that may be spent.</summary>
    public required Money Cap { get; init; }

    /// <summary>The most that the task can cost, in the cap's unit.</summary>
    public decimal Wanted { get; init; }

    /// <summary>What one credit costs in USD; null: credits do not count for a cap in USD.</summary>
    public decimal? CreditPrice { get; init; }
}
