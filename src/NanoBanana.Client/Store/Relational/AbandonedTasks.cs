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
        var rows = await group.Session.QueryAsync($"SELECT {TaskRow.Names} FROM nb_tasks WHERE state IN ('Claimed', 'Sending') ORDER BY intent{group.RowLock}", TaskRow.Read).ConfigureAwait(false);
        var settled = 0;
        foreach (var row in rows)
        {
            if (await group.IsAliveAsync(row.Task.Owner).ConfigureAwait(false))
            {
                continue;
            }

            settled++;
            if (row.Task.State is StoredStates.Sending)
            {
                await MarkUnknownAsync(group, row).ConfigureAwait(false);
            }
            else
            {
                await ReleaseAsync(group, row).ConfigureAwait(false);
            }
        }

        await EmulatorTable.RemoveGoneAsync(group.Session, group.Self).ConfigureAwait(false);
        await OwnerTable.ForgetAsync(group.Session, group.Now).ConfigureAwait(false);
        return settled;
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
