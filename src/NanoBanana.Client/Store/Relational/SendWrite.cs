namespace NanoBanana.Client.Store.Relational;

/// <summary>C2: from here on bytes may leave.</summary>
internal static class SendWrite
{
    /// <returns>False: another process has the claim.</returns>
    public static async Task<bool> ApplyAsync(WriteGroup group, AttemptToken token)
    {
        var marked = await TaskTable.MarkSendingAsync(group.Session, token, group.Now).ConfigureAwait(false);
        if (!marked)
        {
            // an earlier commit of this very write whose answer was lost
            var row = await TaskTable.FindAsync(group, token.IntentId).ConfigureAwait(false);
            marked = row is { Task.State: StoredStates.Sending } && string.Equals(row.Token, token.Token, StringComparison.Ordinal);
        }

        if (marked)
        {
            group.Submits.Add(token.Account);
        }

        return marked;
    }
}
