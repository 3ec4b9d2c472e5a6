using NanoBanana.Client.Model;

namespace NanoBanana.Client.Store.Relational;

/// <summary>Settles a task whose outcome is unknown, as the user says.</summary>
internal static class ResolveWrite
{
    /// <exception cref="NanoBananaException"><c>IntentNotFound</c> or <c>TaskNotUnknown</c>.</exception>
    public static async Task<StoredTask> ApplyAsync(WriteGroup group, string intentId, string? gatewayId)
    {
        var row = await TaskTable.FindAsync(group, intentId).ConfigureAwait(false)
            ?? throw new NanoBananaException(ErrorIds.IntentNotFound, intentId) { Target = intentId };
        var isAbandoned = row.Task.State is StoredStates.Sending && !await group.IsAliveAsync(row.Task.Owner).ConfigureAwait(false);
        if (row.Task.State is not TaskStates.Unknown && !isAbandoned)
        {
            throw new NanoBananaException(ErrorIds.TaskNotUnknown, intentId, StoredStates.IsInFlight(row.Task.State) ? TaskStates.Submitting : row.Task.State) { Target = intentId };
        }

        group.Spend(row.Money, sign: -1);
        if (gatewayId is null)
        {
            await TaskTable.LandAsync(group.Session, intentId, TaskStates.Failed, Charge.Released, row.Task.Landing ?? TaskStates.Unknown, outcome: null).ConfigureAwait(false);
        }
        else
        {
            group.Spend(row.Money with { Charge = Charge.Spent }, sign: 1);
            await TaskTable.AcceptAsync(
                group.Session,
                new AcceptedFact { IntentId = intentId, Attempt = row.Task.Attempt, At = Times.ToTime(group.Now), GatewayId = gatewayId }).ConfigureAwait(false);
        }

        return (await TaskTable.FindAsync(group, intentId).ConfigureAwait(false))!.Task;
    }
}
