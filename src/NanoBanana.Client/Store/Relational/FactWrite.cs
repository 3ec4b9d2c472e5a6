using NanoBanana.Client.Model;

namespace NanoBanana.Client.Store.Relational;

/// <summary>Writes what happened. A fact beats a lease, and written twice it changes nothing.</summary>
internal static class FactWrite
{
    public static async Task ApplyAsync(WriteGroup group, StoreFact fact)
    {
        if (fact is FileFact file)
        {
            await FileAsync(group, file).ConfigureAwait(false);
            return;
        }

        if (await IsUsualAsync(group, fact).ConfigureAwait(false))
        {
            return;
        }

        if (await TaskTable.FindAsync(group, fact.IntentId).ConfigureAwait(false) is not { } row)
        {
            // erased meanwhile; a receipt is kept all the same
            await (fact is AcceptedFact receipt ? KeepReceiptAsync(group, receipt) : Task.CompletedTask).ConfigureAwait(false);
            return;
        }

        await (fact switch
        {
            AcceptedFact accepted => AcceptAsync(group, row, accepted),
            LandedFact landed => LandAsync(group, row, landed),
            EndedFact ended => EndAsync(group, row, ended),
            _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.GetType().Name, "Not a fact of this version."),
        }).ConfigureAwait(false);
    }

    // the usual course in one statement: what was sent is accepted, what was accepted ends at its price. All else needs a look at the row
    private static async Task<bool> IsUsualAsync(WriteGroup group, StoreFact fact)
    {
        switch (fact)
        {
            case AcceptedFact accepted when await TaskTable.AcceptSentAsync(group.Session, accepted).ConfigureAwait(false) is { } sent:
                group.Spend(sent, sign: -1);
                group.Spend(sent with { Charge = Charge.Spent }, sign: 1);
                return true;
            case EndedFact { Price: null } ended when await TaskTable.EndAcceptedAsync(group.Session, ended).ConfigureAwait(false) is { } accepted:
                group.Spend(accepted, sign: -1);
                group.Spend(accepted with { Charge = ChargeRules.OfEnd(ended), HasEnded = HasEnded(ended) }, sign: 1);
                await LearnAsync(group, ended).ConfigureAwait(false);
                return true;
            default:
                return false;
        }
    }

    private static bool HasEnded(EndedFact fact) => fact.State is TaskStates.Succeeded or TaskStates.Failed;

    private static Task LearnAsync(WriteGroup group, EndedFact fact) => fact is { DurationIsStated: true, Duration: { } duration }
        ? SideTables.LearnAsync(group.Session, fact.IntentId, duration, group.Now)
        : Task.CompletedTask;

    private static async Task AcceptAsync(WriteGroup group, TaskRow row, AcceptedFact fact)
    {
        var task = row.Task;
        if (fact.Attempt != task.Attempt || (task.GatewayId is { } known && !string.Equals(known, fact.GatewayId, StringComparison.Ordinal)))
        {
            await KeepReceiptAsync(group, fact).ConfigureAwait(false);
            return;
        }

        // written before, or ended before its receipt was replayed
        if (task.GatewayId is not null && task.State is not TaskStates.Unknown)
        {
            return;
        }

        group.Spend(row.Money, sign: -1);
        group.Spend(row.Money with { Charge = Charge.Spent, HasEnded = false }, sign: 1);
        await TaskTable.AcceptAsync(group.Session, fact).ConfigureAwait(false);
    }

    private static async Task LandAsync(WriteGroup group, TaskRow row, LandedFact fact)
    {
        var task = row.Task;
        if (fact.Attempt != task.Attempt || task.GatewayId is not null || task.State is not (StoredStates.Claimed or StoredStates.Sending or TaskStates.Unknown))
        {
            return;
        }

        if (fact.Landing is LandedFact.Withdrawn)
        {
            await (task.State is StoredStates.Claimed ? AbandonedTasks.ReleaseAsync(group, row) : Task.CompletedTask).ConfigureAwait(false);
            return;
        }

        var charge = ChargeRules.OfLanding(fact.Landing);
        group.Spend(row.Money, sign: -1);
        group.Spend(row.Money with { Charge = charge }, sign: 1);
        var state = charge is Charge.Unknown ? TaskStates.Unknown : TaskStates.Failed;
        await TaskTable.LandAsync(group.Session, task.IntentId, state, charge, fact.Landing, fact.Outcome, fact.GatewayId).ConfigureAwait(false);
    }

    private static async Task EndAsync(WriteGroup group, TaskRow row, EndedFact fact)
    {
        var task = row.Task;
        if (fact.Attempt != task.Attempt || (task.State is TaskStates.Succeeded && fact.State is not TaskStates.Succeeded))
        {
            return;
        }

        var charge = ChargeRules.OfEnd(fact);
        var price = fact.Price is null ? task.Price : Settled(Micro.Rounded(fact.Price), task.Price);
        group.Spend(row.Money, sign: -1);
        group.Spend(row.Money with { Charge = charge, HasEnded = HasEnded(fact), Price = price }, sign: 1);
        await TaskTable.EndAsync(group.Session, fact, price).ConfigureAwait(false);
        await (task.State is TaskStates.Succeeded or TaskStates.Failed ? Task.CompletedTask : LearnAsync(group, fact)).ConfigureAwait(false);
    }

    // shown in another unit than its cap's: what was reserved continues counting for that cap
    private static StoredPrice Settled(StoredPrice shown, StoredPrice before)
    {
        var unit = before.CeilingUnit ?? before.Unit;
        return unit is null || string.Equals(unit, shown.Unit, StringComparison.Ordinal)
            ? shown with { Ceiling = before.Ceiling, CeilingUnit = null }
            : shown with { Ceiling = before.Ceiling ?? before.Amount, CeilingUnit = unit };
    }

    private static async Task FileAsync(WriteGroup group, FileFact fact)
    {
        await group.Session.ExecuteAsync(
            """
            INSERT INTO nb_files (intent, idx, saved, path, checksum)
            SELECT @intent, @idx, @saved, @path, @checksum WHERE EXISTS (SELECT 1 FROM nb_tasks WHERE intent = @intent)
            ON CONFLICT (intent, idx, saved) DO UPDATE SET path = excluded.path, checksum = excluded.checksum
            """,
            ("intent", fact.IntentId),
            ("idx", fact.File.Index),
            ("saved", fact.File.IsSaved ? 1 : 0),
            ("path", fact.File.Path),
            ("checksum", unchecked((long)fact.File.Checksum))).ConfigureAwait(false);
        await (fact.File.IsSaved ? TaskTable.CountUnsavedAsync(group.Session, fact.IntentId) : Task.CompletedTask).ConfigureAwait(false);
    }

    private static Task<int> KeepReceiptAsync(WriteGroup group, AcceptedFact fact) => group.Session.ExecuteAsync(
        "INSERT INTO nb_receipts (intent, attempt, gateway_id, at) VALUES (@intent, @attempt, @id, @at) ON CONFLICT DO NOTHING",
        ("intent", fact.IntentId),
        ("attempt", fact.Attempt),
        ("id", fact.GatewayId),
        ("at", fact.At.ToUnixTimeMilliseconds()));
}
