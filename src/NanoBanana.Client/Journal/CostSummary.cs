using NanoBanana.Client.Store;

namespace NanoBanana;

/// <summary>What one day's tasks of a profile and model come to, in one unit.</summary>
public sealed record CostSummary
{
    /// <summary>The day, in the time zone of the store.</summary>
    public required DateTime Day { get; init; }

    /// <summary>The profile.</summary>
    public required string Profile { get; init; }

    /// <summary>One of <see cref="ProviderNames"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>The model as the gateway names it.</summary>
    public string? Model { get; init; }

    /// <summary><c>USD</c> or <c>credits</c>; null for tasks of unknown price.</summary>
    public string? Currency { get; init; }

    /// <summary>The amount of tasks that the gateway accepted.</summary>
    public decimal Spent { get; init; }

    /// <summary>The reserved amount: submits without an answer yet.</summary>
    public decimal Reserved { get; init; }

    /// <summary>The amount that may have been charged: submits whose outcome is unknown.</summary>
    public decimal Unknown { get; init; }

    /// <summary>The number of tasks that were or may have been charged.</summary>
    public int Tasks { get; init; }

    /// <summary>How many of the tasks are later takes of a rejected image.</summary>
    public int Retakes { get; init; }

    /// <summary>The cost of these, which is part of the other sums.</summary>
    public decimal RetakeCost { get; init; }

    /// <summary>Rows of spending as cost summaries.</summary>
    internal static IEnumerable<CostSummary> Of(IEnumerable<SpendingRow> rows) => rows.Select(row => new CostSummary
    {
        Day = row.Day,
        Profile = row.Name,
        Provider = row.Provider,
        Model = row.Model,
        Currency = row.Unit,
        Spent = row.Spent,
        Reserved = row.Reserved,
        Unknown = row.Unknown,
        Tasks = row.Tasks,
    });
}
