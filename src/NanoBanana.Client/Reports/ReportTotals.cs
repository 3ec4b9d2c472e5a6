using NanoBanana.Client.Model;

namespace NanoBanana.Client.Reports;

/// <summary>What a report's tasks come to.</summary>
internal sealed class ReportTotals
{
    private ReportTotals(IReadOnlyCollection<ReportItem> items)
    {
        Tasks = items.Count;
        Images = items.Sum(item => item.Task.Images.Count > 0 ? item.Task.Images.Count : item.After.Count);
        States = [.. TaskStates.All.Select(state => (state, items.Count(item => item.Task.State == state))).Where(each => each.Item2 > 0)];
        var real = items.Where(item => !item.IsEmulated).Select(item => item.Task).ToList();
        Emulated = items.Count - real.Count;
        Spent = Sum(real.Where(IsSpent));
        InDoubt = Sum(real.Where(task => Charges.IsInDoubt(task)));
        Unpriced = real.Count(task => IsSpent(task) && task.Cost.Amount is null);
    }

    public int Tasks { get; }

    public int Images { get; }

    /// <summary>The states that occur, in the order of a task's life.</summary>
    public IReadOnlyList<(string State, int Count)> States { get; }

    /// <summary>A sum for each currency; credits of each gateway on their own, since no two gateways' are alike.</summary>
    public IReadOnlyList<ReportSum> Spent { get; }

    /// <summary>What may have been charged for tasks without images.</summary>
    public IReadOnlyList<ReportSum> InDoubt { get; }

    /// <summary>Accepted tasks with an unknown price.</summary>
    public int Unpriced { get; }

    /// <summary>Tasks of an emulator, which cost nothing.</summary>
    public int Emulated { get; }

    public static ReportTotals Of(IReadOnlyCollection<ReportItem> items) => new(items);

    private static bool IsSpent(ImageTask task) => !Charges.IsFree(task) && !Charges.IsInDoubt(task);

    private static IReadOnlyList<ReportSum> Sum(IEnumerable<ImageTask> tasks) =>
    [
        .. tasks.Where(task => task.Cost.Amount is not null)
            .GroupBy(task => (task.Cost.Currency, Provider: task.Cost.Currency == Currencies.Credits ? task.Provider : null))
            .OrderBy(group => group.Key.Currency == Currencies.Usd ? 0 : 1)
            .Select(group => new ReportSum(Sum(group), group.Key.Provider)),
    ];

    private static Cost Sum(IGrouping<(string? Currency, string? Provider), ImageTask> group) => new()
    {
        Amount = group.Sum(task => task.Cost.Amount),
        Currency = group.Key.Currency,
        Certainty = group.All(task => task.Cost.Certainty == Certainties.Exact) ? Certainties.Exact : Certainties.Estimated,
    };
}
