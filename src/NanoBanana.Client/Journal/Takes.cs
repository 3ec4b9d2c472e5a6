using NanoBanana.Client.Model;

namespace NanoBanana.Client.Journal;

/// <summary>Which tasks are takes of the same request, which of them counts, and what the later ones cost.</summary>
/// <param name="entries">The entries that are takes of another one; others do not count.</param>
public sealed class Takes(IEnumerable<JournalEntry> entries)
{
    private readonly ILookup<string, JournalEntry> _later = entries
        .Where(entry => entry.Task.TakeOf is not null && entry.Charge is not Charge.Released)
        .ToLookup(entry => entry.Task.TakeOf!, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the reviews of a task amount to a decision. A rejected task that was retaken is decided by its later take.</summary>
    /// <param name="entry">A task.</param>
    /// <param name="decision">One of <see cref="ReviewDecisions"/>, in any case.</param>
    /// <returns>True if the reviews of the task amount to the decision.</returns>
    public bool IsDecided(JournalEntry entry, string decision) => ReviewDecisions.All.FirstOrDefault(each => each.Equals(decision, StringComparison.OrdinalIgnoreCase)) switch
    {
        ReviewDecisions.Open => entry.Task is { State: TaskStates.Succeeded, Review: null },
        ReviewDecisions.Rejected => entry.Task.Review is ReviewDecisions.Rejected && !IsRetaken(entry.Task),
        null => false,
        var known => string.Equals(entry.Task.Review, known, StringComparison.Ordinal),
    };

    /// <summary>Adds the share of retakes to costs.</summary>
    /// <param name="rows">Costs as the store has them.</param>
    /// <param name="zone">The time zone of their days.</param>
    /// <returns>The same rows, with the number and the cost of their retakes.</returns>
    public IEnumerable<CostSummary> Count(IEnumerable<CostSummary> rows, TimeZoneInfo zone) => rows.Select(row =>
    {
        var retakes = _later.SelectMany(each => each).Where(entry => entry.Task.Take > 1
            && TimeZoneInfo.ConvertTime(entry.IntendedAt, zone).Date == row.Day && string.Equals(entry.Task.Profile, row.Profile, StringComparison.OrdinalIgnoreCase)
            && string.Equals(entry.Task.Model, row.Model, StringComparison.Ordinal) && string.Equals(entry.Task.Cost.Currency, row.Currency, StringComparison.Ordinal)).ToList();
        return row with { Retakes = retakes.Count, RetakeCost = retakes.Sum(entry => entry.Task.Cost.Amount ?? 0) };
    });

    private bool IsRetaken(ImageTask task) => _later[task.TakeOf ?? task.IntentId ?? string.Empty].Any(entry => entry.Task.Take > (task.Take ?? 1));
}
