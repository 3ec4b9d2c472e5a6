namespace NanoBanana;

/// <summary>What the store says of one day of an account, in one unit, next to what the gateway's balance says.</summary>
public sealed record StatementLine
{
    /// <summary>The day, in local time.</summary>
    public required DateTime Day { get; init; }

    /// <summary>The account's name: the profile that submitted for it last.</summary>
    public required string Profile { get; init; }

    /// <summary>One of <see cref="ProviderNames"/>.</summary>
    public required string Provider { get; init; }

    /// <summary><c>USD</c> or <c>credits</c>; null for tasks of unknown price.</summary>
    public string? Currency { get; init; }

    /// <summary>Tasks that were or may have been charged.</summary>
    public int Tasks { get; init; }

    /// <summary>Charged: accepted by the gateway.</summary>
    public decimal Charged { get; init; }

    /// <summary>Tasks whose money was released: they were refused or failed, and cost nothing.</summary>
    public int Released { get; init; }

    /// <summary>May have been charged, as far as the price is known: submits whose outcome is unknown.</summary>
    public decimal Unknown { get; init; }

    /// <summary>Tasks whose outcome is unknown.</summary>
    public int UnknownTasks { get; init; }

    /// <summary>The gateway's balance before the day's first known charge; null if none is known.</summary>
    public decimal? Opening { get; init; }

    /// <summary>The gateway's last balance of the day; null if none is known.</summary>
    public decimal? Closing { get; init; }

    /// <summary>
    /// How much more the balance fell between <see cref="Opening"/> and <see cref="Closing"/> than the store says was charged in that
    /// time. Above zero: the gateway took money that the store does not know of, such as a double charge. Below zero: the account was
    /// topped up, or a failed task was paid back. Null without two balances.
    /// </summary>
    public decimal? Difference { get; init; }
}
