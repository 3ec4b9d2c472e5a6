using NanoBanana.Client.Model;

namespace NanoBanana.Client.Store.Relational;

/// <summary>Erases tasks; what they cost stays in the sums.</summary>
internal static class RemoveWrite
{
    /// <returns>How many; none whose submit is in flight.</returns>
    public static async Task<int> ApplyAsync(WriteGroup group, IReadOnlyList<string> intentIds)
    {
        var removed = 0;
        foreach (var intentId in intentIds)
        {
            if (await TaskTable.FindAsync(group, intentId).ConfigureAwait(false) is not { } row
                || (StoredStates.IsInFlight(row.Task.State) && await group.IsAliveAsync(row.Task.Owner).ConfigureAwait(false)))
            {
                continue;
            }

            // its end will not be known: what is shown counts from now on
            group.Spend(row.Money, sign: -1);
            group.Spend(row.Money with { HasEnded = true, Charge = row.Task.State is StoredStates.Sending ? Charge.Unknown : row.Task.State is StoredStates.Claimed ? Charge.Released : row.Task.Charge }, sign: 1);
            await TaskTable.DeleteAsync(group.Session, intentId).ConfigureAwait(false);
            removed++;
        }

        return removed;
    }
}
