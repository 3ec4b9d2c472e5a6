using NanoBanana.Client.Journal;
using NanoBanana.Client.Model;
using NanoBanana.Client.Store;

namespace NanoBanana.Client.Reports;

/// <summary>What was charged, by account and day: the records of the store next to the balance of the gateway.</summary>
/// <param name="journal">The store.</param>
/// <param name="since">From this day on; null: all.</param>
/// <param name="emulators">Whether tasks of emulators count.</param>
public sealed class Statement(TaskJournal journal, DateTimeOffset? since, EmulatorScope emulators)
{
    /// <summary>Balances that are read of one account: a batch keeps two.</summary>
    private const int MostBalances = 2_000;

    /// <summary>The lines, by day, account and unit.</summary>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>One line for each day, account and unit.</returns>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    public async Task<IReadOnlyList<StatementLine>> LinesAsync(CancellationToken cancellationToken)
    {
        var zone = await journal.Store.TimeZoneAsync(cancellationToken).ConfigureAwait(false);
        var tasks = await TasksAsync(zone, cancellationToken).ConfigureAwait(false);
        var spending = await journal.Store.SpendingAsync(since, emulators, cancellationToken).ConfigureAwait(false);
        var lines = new List<StatementLine>();
        foreach (var account in spending.Select(row => row.Account).Concat(tasks.Select(task => task.Account)).Distinct(StringComparer.Ordinal))
        {
            var balances = await journal.Store.CreditsAsync(account, MostBalances, cancellationToken).ConfigureAwait(false);
            lines.AddRange(Lines([.. spending.Where(row => row.Account == account)], [.. tasks.Where(task => task.Account == account)], [.. balances.OrderBy(each => each.At)], zone));
        }

        return [.. lines.OrderBy(line => line.Day).ThenBy(line => line.Profile, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The tasks to ask a gateway's support about.</summary>
    /// <param name="withPrompt">Includes their prompts.</param>
    /// <returns>The tasks, oldest first.</returns>
    /// <exception cref="NanoBananaException">The store cannot be used.</exception>
    public IReadOnlyList<DisputedTask> Disputed(bool withPrompt) =>
    [
        .. journal.Find(new TaskFilter { Since = since, Emulators = emulators })
            .Where(entry => entry.OtherIds.Count > 0 || entry.Task.State is TaskStates.Unknown || (entry.Task.State is TaskStates.Failed && entry.Charge is not Charge.Released))
            .Select(entry => new DisputedTask
            {
                Provider = entry.Task.Provider,
                Profile = entry.Task.Profile,
                Id = entry.Task.Id,
                OtherIds = entry.OtherIds.Count > 0 ? string.Join(" ", entry.OtherIds) : null,
                IntentId = entry.Task.IntentId!,
                Model = entry.Task.Model,
                SubmittedAt = entry.Task.SubmittedAt ?? entry.IntendedAt,
                CompletedAt = entry.Task.CompletedAt,
                Reason = entry.OtherIds.Count > 0 ? "TwoIds" : entry.Task.Failure?.Reason ?? ErrorIds.OutcomeUnknown,
                Code = entry.Task.Failure?.Code,
                Amount = entry.Task.Cost.Amount,
                Currency = entry.Task.Cost.Currency,
                Prompt = withPrompt ? entry.Task.Prompt : null,
            }),
    ];

    private static IEnumerable<StatementLine> Lines(SpendingRow[] spending, TaskCharge[] tasks, CreditSnapshot[] balances, TimeZoneInfo zone)
    {
        var days = spending.Select(row => (row.Day.Date, row.Unit, row.Name, row.Provider))
            .Concat(tasks.Where(task => task.Charge is Charge.Released).Select(task => (task.Day, task.Unit, task.Profile, task.Provider)))
            .GroupBy(each => (each.Item1, each.Item2));
        foreach (var day in days)
        {
            var (date, unit) = day.Key;
            var rows = spending.Where(row => row.Day.Date == date && row.Unit == unit).ToList();
            var (opening, closing) = Window(balances, date, unit, zone);
            yield return new StatementLine
            {
                Day = date,
                Profile = day.First().Item3,
                Provider = day.First().Item4,
                Currency = unit,
                Tasks = rows.Sum(row => row.Tasks),
                Charged = rows.Sum(row => row.Spent),
                Released = tasks.Count(task => task.Charge is Charge.Released && task.Day == date && task.Unit == unit),
                Unknown = rows.Sum(row => row.Unknown),
                UnknownTasks = tasks.Count(task => task.Charge is Charge.Unknown && task.Day == date && task.Unit == unit),
                Opening = opening?.Balance,
                Closing = closing?.Balance,
                Difference = opening is null || closing is null ? null : opening.Balance - closing.Balance - ChargedBetween(tasks, opening, closing),
            };
        }
    }

    // the last balance before the day, if the day's first one is not before its charges
    private static (CreditSnapshot? Opening, CreditSnapshot? Closing) Window(CreditSnapshot[] balances, DateTime day, string? unit, TimeZoneInfo zone)
    {
        var ofUnit = balances.Where(each => each.Unit == unit).ToList();
        var ofDay = ofUnit.Where(each => DayOf(each.At, zone) == day).ToList();
        var opening = ofUnit.LastOrDefault(each => DayOf(each.At, zone) < day) ?? ofDay.FirstOrDefault();
        var closing = ofDay.LastOrDefault();
        return (opening, ReferenceEquals(opening, closing) ? null : closing);
    }

    private static decimal ChargedBetween(TaskCharge[] tasks, CreditSnapshot opening, CreditSnapshot closing) => tasks
        .Where(task => task.Charge is Charge.Spent && task.Unit == opening.Unit && task.At > opening.At && task.At <= closing.At)
        .Sum(task => task.Amount);

    private static DateTime DayOf(DateTimeOffset time, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(time, zone).Date;

    // of each task only this much: memory must not grow with their requests and results
    private async Task<List<TaskCharge>> TasksAsync(TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var tasks = new List<TaskCharge>();
        await foreach (var task in journal.Store.ListAsync(new TaskFilter { Since = since, Emulators = emulators }, cancellationToken).ConfigureAwait(false))
        {
            tasks.Add(new TaskCharge(task.Account, task.Profile, task.Provider, task.Charge, task.Price.Unit, task.Price.Amount ?? 0, DayOf(task.CreatedAt, zone), task.SubmittedAt ?? task.ClaimedAt));
        }

        return tasks;
    }

    private sealed record TaskCharge(string Account, string Profile, string Provider, Charge Charge, string? Unit, decimal Amount, DateTime Day, DateTimeOffset At);
}
