using NanoBanana.Client.Journal;

namespace NanoBanana;

/// <summary>What one day's tasks of a profile and model come to, in one unit.</summary>
public sealed record CostSummary
{
    /// <summary>The day, in local time.</summary>
    public required DateTime Day { get; init; }

    /// <summary>The profile.</summary>
    public required string Profile { get; init; }

    /// <summary>One of <see cref="ProviderNames"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>The model as the gateway names it.</summary>
    public string? Model { get; init; }

    /// <summary><c>USD</c> or <c>credits</c>; null for tasks of unknown price.</summary>
    public string? Currency { get; init; }

    /// <summary>Accepted by the gateway.</summary>
    public decimal Spent { get; init; }

    /// <summary>Set aside: submits without an answer yet.</summary>
    public decimal Reserved { get; init; }

    /// <summary>May have been charged: submits whose outcome is unknown.</summary>
    public decimal Unknown { get; init; }

    /// <summary>Tasks that were or may have been charged.</summary>
    public int Tasks { get; init; }

    /// <summary>How many of the tasks are later takes of an image that was not taken.</summary>
    public int Retakes { get; init; }

    /// <summary>What these cost; it is part of the other sums.</summary>
    public decimal RetakeCost { get; init; }

    /// <summary>Adds up entries and what is left of erased ones.</summary>
    public static IEnumerable<CostSummary> Of(
        IEnumerable<JournalEntry> entries,
        IEnumerable<(DateTimeOffset At, string Provider, string Profile, string? Model, Money Amount)> removed) => entries
        .Where(entry => entry.Charge is not Charge.Released)
        .Select(entry => (
            Key: (Date: entry.IntendedAt.LocalDateTime.Date, entry.Task.Profile, entry.Task.Provider, entry.Task.Model, Currency: entry.Task.Cost.Currency),
            Amount: entry.Task.Cost.Amount ?? 0,
            entry.Charge))
        .Concat(removed.Select(each => (
            Key: (Date: each.At.LocalDateTime.Date, each.Profile, each.Provider, each.Model, Currency: (string?)each.Amount.Currency),
            each.Amount.Amount,
            Charge: Charge.Spent)))
        .GroupBy(each => each.Key)
        .OrderBy(group => group.Key.Date)
        .Select(group => new CostSummary
        {
            Day = group.Key.Date,
            Profile = group.Key.Profile,
            Provider = group.Key.Provider,
            Model = group.Key.Model,
            Currency = group.Key.Currency,
            Spent = group.Where(each => each.Charge is Charge.Spent).Sum(each => each.Amount),
            Reserved = group.Where(each => each.Charge is Charge.Reserved).Sum(each => each.Amount),
            Unknown = group.Where(each => each.Charge is Charge.Unknown).Sum(each => each.Amount),
            Tasks = group.Count(),
        });
}
