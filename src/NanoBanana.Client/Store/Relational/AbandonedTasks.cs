using NanoBanana.Client.Model;

namespace NanoBanana.Client.Store.Relational;

/// <summary>Claims whose process is gone: before C2 nothing was sent, after it the outcome is unknown.</summary>
internal static class AbandonedTasks
{
    /// <summary>Bytes may have left: the money counts as charged perhaps.</summary>
    public static async Task MarkUnknownAsync(WriteGroup group, TaskRow row)
    {
        group.Spend(row.Money, sign: -1);
        group.Spend(row.Money with { Charge = Charge.Unknown }, sign: 1);
        await TaskTable.LandAsync(group.Session, row.Task.IntentId, TaskStates.Unknown, Charge.Unknown, TaskStates.Unknown, outcome: null).ConfigureAwait(false);
    }

    /// <summary>Settles all claims whose process is gone, and sets their money free if nothing was sent.</summary>
    public static async Task<int> SettleAsync(WriteGroup group)
    {
        var settled = 0;
        foreach (var owner in await GoneAsync(group).ConfigureAwait(false))
        {
            settled += await SettleAsync(group, owner).ConfigureAwait(false);
        }

        await EmulatorTable.RemoveGoneAsync(group.Session, group.Self).ConfigureAwait(false);
        await OwnerTable.ForgetAsync(group.Session, group.Now).ConfigureAwait(false);
        return settled;
    }

    // hardly ever any: without a look first, each sign of life would hold the rows of all others
    private static async Task<List<string>> GoneAsync(WriteGroup group)
    {
        var gone = new List<string>();
        foreach (var owner in await group.Session.QueryAsync($"SELECT DISTINCT COALESCE(owner, '') FROM nb_tasks WHERE {OpenTasks.InFlight}", static row => row.GetString(0)).ConfigureAwait(false))
        {
            if (!await group.IsAliveAsync(owner).ConfigureAwait(false))
            {
                gone.Add(owner);
            }
        }

        return gone;
    }

    private static async Task<int> SettleAsync(WriteGroup group, string owner)
    {
        const string Held = $"FROM nb_tasks WHERE {OpenTasks.InFlight} AND COALESCE(owner, '') = @owner";
        if (group.RowLock.Length > 0)
        {
            await AccountLocks.HoldAsync(group.Session, await group.Session.QueryAsync($"SELECT DISTINCT account {Held}", static row => row.GetString(0), ("owner", owner)).ConfigureAwait(false)).ConfigureAwait(false);
        }

        var rows = await group.Session.QueryAsync($"SELECT {TaskRow.Names} {Held} ORDER BY intent{group.RowLock}", TaskRow.Read, ("owner", owner)).ConfigureAwait(false);
        foreach (var row in rows)
        {
            await (row.Task.State is StoredStates.Sending ? MarkUnknownAsync(group, row) : ReleaseAsync(group, row)).ConfigureAwait(false);
        }

        return rows.Count;
    }

    /// <summary>Gives a claim back that nothing was sent for: a first attempt leaves no trace.</summary>
    public static async Task ReleaseAsync(WriteGroup group, TaskRow row)
    {
        group.Spend(row.Money, sign: -1);
        await (row.Task.Attempt == 1
            ? TaskTable.DeleteAsync(group.Session, row.Task.IntentId)
            : TaskTable.LandAsync(group.Session, row.Task.IntentId, TaskStates.Failed, Charge.Released, LandedFact.Withdrawn, outcome: null)).ConfigureAwait(false);
    }
}
