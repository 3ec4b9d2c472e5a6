using NanoBanana.Client.Model;

namespace NanoBanana.Client.Store.Relational;

/// <summary>Tasks of version 0.1.0, which the import could not give the work key of their request: the request that asks for one has it.</summary>
internal static class ImportedRows
{
    /// <summary>Gives one of them the work key of a claim, after which it is a row like any other.</summary>
    /// <param name="group">The transaction.</param>
    /// <param name="claim">Who asks.</param>
    /// <param name="rows">The rows that have the work key.</param>
    /// <returns>False if none of them is the same work, or was charged.</returns>
    public static async Task<bool> AdoptAsync(WriteGroup group, WorkClaim claim, List<TaskRow> rows)
    {
        var number = TaskTable.NextNumber(rows);
        return (await OfAsync(group, claim).ConfigureAwait(false)).FirstOrDefault() is { } row && await group.Session.ExecuteAsync(
            "UPDATE nb_tasks SET work_key = @key, n = @n WHERE intent = @intent",
            ("key", claim.WorkKey),
            ("n", number),
            ("intent", row.Task.IntentId)).ConfigureAwait(false) == 1;
    }

    /// <summary>How many of them are the same work and were charged.</summary>
    public static async Task<int> CountAsync(WriteGroup group, WorkClaim claim) => (await OfAsync(group, claim).ConfigureAwait(false)).Count;

    private static async Task<List<TaskRow>> OfAsync(WriteGroup group, WorkClaim claim) =>
        group.HasImports && claim.ImportedKey?.Invoke() is { } key
            ? (await TaskTable.OfWorkAsync(group, key).ConfigureAwait(false)).FindAll(row => ChargeRules.IsKept(row.Task.Charge))
            : [];
}
