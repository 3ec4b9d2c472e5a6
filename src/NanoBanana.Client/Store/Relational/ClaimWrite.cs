using NanoBanana.Client.Model;

namespace NanoBanana.Client.Store.Relational;

/// <summary>C1: one claim, within a transaction that it may share with others.</summary>
internal sealed class ClaimWrite(WorkClaim asked)
{
    private const int MostRaces = 100;

    private readonly WorkClaim _claim = asked with { Price = Micro.Rounded(asked.Price) };

    public async Task<ClaimOutcome> ApplyAsync(WriteGroup group)
    {
        for (var i = 0; i < MostRaces; i++)
        {
            var rows = await TaskTable.OfWorkAsync(group, _claim.WorkKey).ConfigureAwait(false);

            // an earlier commit of this very claim whose answer was lost
            if (rows.Find(row => string.Equals(row.Token, _claim.Token, StringComparison.Ordinal)) is { } mine)
            {
                return new ClaimOutcome { Claimed = TokenOf(mine.Task.IntentId, mine.Task.Number, mine.Task.Attempt) };
            }

            var free = rows.Where(row => !_claim.TakenNumbers.Contains(row.Task.Number)).ToList();
            var chosen = _claim.Continues is { } last ? rows.Find(row => string.Equals(row.Task.IntentId, last.IntentId, StringComparison.Ordinal))
                : _claim.Resume ? Best(free)
                : null;

            // paid for under version 0.1.0: the next look finds it
            if (_claim is { Resume: true, Continues: null } && !(chosen is not null && ChargeRules.IsKept(chosen.Task.Charge)) && await ImportedRows.AdoptAsync(group, _claim, rows).ConfigureAwait(false))
            {
                continue;
            }

            var outcome = chosen is null ? await InsertAsync(group, rows, free).ConfigureAwait(false) : await OfRowAsync(group, chosen).ConfigureAwait(false);
            if (outcome is not null)
            {
                return outcome;
            }
        }

        throw new InvalidOperationException($"The claim of work {_claim.WorkKey} lost {MostRaces} races, or its intent id is in use.");
    }

    // of equal requests the one with the same tag first; then those that are paid for before those that would have to be
    private TaskRow? Best(IEnumerable<TaskRow> rows) => rows
        .Where(row => !_claim.NewRowAlways || ChargeRules.IsKept(row.Task.Charge) || StoredStates.IsInFlight(row.Task.State))
        .OrderBy(row => string.Equals(row.Task.TagHash, _claim.TagHash, StringComparison.Ordinal) ? 0 : 1)
        .ThenBy(row => ChargeRules.IsKept(row.Task.Charge) ? 0 : StoredStates.IsInFlight(row.Task.State) ? 1 : 2)
        .ThenBy(row => row.Task.Number)
        .FirstOrDefault();

    // null: another was faster, look again
    private async Task<ClaimOutcome?> OfRowAsync(WriteGroup group, TaskRow row)
    {
        if (ChargeRules.IsKept(row.Task.Charge))
        {
            return new ClaimOutcome { Existing = row.Task };
        }

        if (StoredStates.IsInFlight(row.Task.State))
        {
            if (await group.IsAliveAsync(row.Task.Owner).ConfigureAwait(false))
            {
                return new ClaimOutcome { Busy = row.Task, Owner = await OwnerTable.FindAsync(group.Session, group.Self, row.Task.Owner!, group.Now).ConfigureAwait(false) };
            }

            // bytes may have left: it is not sent again
            if (row.Task.State is StoredStates.Sending)
            {
                await AbandonedTasks.MarkUnknownAsync(group, row).ConfigureAwait(false);
                return new ClaimOutcome { Existing = row.Task with { State = TaskStates.Unknown, Charge = Charge.Unknown, Landing = TaskStates.Unknown } };
            }

            // nothing was sent: it leaves no trace, and the next look makes a row of its own
            if (_claim.NewRowAlways)
            {
                await AbandonedTasks.ReleaseAsync(group, row).ConfigureAwait(false);
                return null;
            }
        }

        group.Spend(row.Money, sign: -1);
        if (await RefusalAsync(group).ConfigureAwait(false) is { } refusal)
        {
            group.Spend(row.Money, sign: 1);
            return new ClaimOutcome { Refusal = refusal };
        }

        if (!await TaskTable.TakeOverAsync(group.Session, row, _claim, group.Self.Owner, group.Now, group.Today).ConfigureAwait(false))
        {
            group.Spend(row.Money, sign: 1);
            return null;
        }

        return await ClaimedAsync(group, row.Task.IntentId, row.Task.Number, row.Task.Attempt + 1, doneBefore: 0).ConfigureAwait(false);
    }

    private async Task<ClaimOutcome?> InsertAsync(WriteGroup group, List<TaskRow> rows, List<TaskRow> free)
    {
        if (await RefusalAsync(group).ConfigureAwait(false) is { } refusal)
        {
            return new ClaimOutcome { Refusal = refusal };
        }

        var doneBefore = free.Count(row => ChargeRules.IsKept(row.Task.Charge)) + (_claim.Resume ? 0 : await ImportedRows.CountAsync(group, _claim).ConfigureAwait(false));
        var number = TaskTable.NextNumber(rows);
        return await TaskTable.InsertAsync(group.Session, _claim, number, group.Self.Owner, group.Now, group.Today).ConfigureAwait(false)
            ? await ClaimedAsync(group, _claim.IntentId, number, attempt: 1, doneBefore).ConfigureAwait(false)
            : null;
    }

    private async Task<ClaimOutcome> ClaimedAsync(WriteGroup group, string intentId, int number, int attempt, int doneBefore)
    {
        group.Spend(new TaskMoney(_claim.Emulator ?? string.Empty, _claim.Account, group.Today, _claim.Provider, _claim.Model ?? string.Empty, Charge.Reserved, HasEnded: false, _claim.Price), sign: 1);

        // with the claim already: two processes that start together see each other before either has sent anything
        group.Submits.Add(_claim.Account);
        await (_claim.Emulator is { } scope ? EmulatorTable.RegisterAsync(group.Session, group.Self, scope, _claim.EmulatorIsOurs) : Task.CompletedTask).ConfigureAwait(false);
        return new ClaimOutcome { Claimed = TokenOf(intentId, number, attempt), DoneBefore = doneBefore, NotCounted = await NotCountedAsync(group).ConfigureAwait(false) };
    }

    private async Task<BudgetRefusal?> RefusalAsync(WriteGroup group)
    {
        foreach (var cap in _claim.Caps)
        {
            var totals = await TotalsAsync(group, cap).ConfigureAwait(false);
            if (totals.Spent + totals.Reserved + cap.Wanted > cap.Cap.Amount)
            {
                return new BudgetRefusal(cap, totals.Spent, totals.Reserved);
            }
        }

        return null;
    }

    private async Task<BudgetTotals?> NotCountedAsync(WriteGroup group)
    {
        foreach (var cap in _claim.Caps)
        {
            var totals = await TotalsAsync(group, cap).ConfigureAwait(false);
            if (totals.NotCounted.Count > 0 || totals.UnknownPrices > 0)
            {
                return totals;
            }
        }

        return null;
    }

    private async Task<BudgetTotals> TotalsAsync(WriteGroup group, BudgetCap cap) => BudgetTotals.Of(
        await group.SumsAsync(_claim.Emulator ?? string.Empty, _claim.Account, Days.Since(cap.Period, group.Today)).ConfigureAwait(false),
        cap.Cap.Currency,
        cap.CreditPrice);

    private AttemptToken TokenOf(string intentId, int number, int attempt) => new(intentId, number, attempt, _claim.Token, _claim.Account);
}
