namespace NanoBanana.Client.Store;

/// <summary>What an account's tasks of one day, model and unit come to.</summary>
public sealed record SpendingRow
{
    /// <summary>The day, in the store's time zone.</summary>
    public required DateTime Day { get; init; }

    /// <summary>The account's id.</summary>
    public required string Account { get; init; }

    /// <summary>The account's name: the profile that submitted for it last.</summary>
    public required string Name { get; init; }

    /// <summary>One of <see cref="ProviderNames"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>The model as the gateway names it.</summary>
    public string? Model { get; init; }

    /// <summary>The unit; null if the price is unknown.</summary>
    public string? Unit { get; init; }

    /// <summary>Accepted by the gateway.</summary>
    public decimal Spent { get; init; }

    /// <summary>Set aside, and not charged yet.</summary>
    public decimal Reserved { get; init; }

    /// <summary>May have been charged.</summary>
    public decimal Unknown { get; init; }

    /// <summary>Tasks that were or may have been charged.</summary>
    public int Tasks { get; init; }
}
