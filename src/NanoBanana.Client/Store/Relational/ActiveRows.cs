namespace NanoBanana.Client.Store.Relational;

/// <summary>Reads what gateways are working on.</summary>
internal static class ActiveRows
{
    /// <summary>The tasks of an account that other processes sent since a time, and that have not ended.</summary>
    public static Task<List<StoredTask>> ElsewhereAsync(Session session, string self, string account, string scope, long since) => session.QueryAsync(
        $"""
        SELECT {TaskRow.Names} FROM nb_tasks WHERE account = @account AND scope = @scope AND {OpenTasks.Active}
            AND (owner IS NULL OR owner <> @self) AND COALESCE(submitted_at, sending_at, claimed_at) >= @since
        """,
        static row => TaskRow.Read(row).Task,
        ("account", account),
        ("scope", scope),
        ("self", self),
        ("since", since));
}
