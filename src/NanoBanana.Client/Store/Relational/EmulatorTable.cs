namespace NanoBanana.Client.Store.Relational;

/// <summary>Which process an emulator runs in, so that its work is removed with it.</summary>
internal static class EmulatorTable
{
    /// <summary>Remembers the process of an emulator; one that had its address before has ended.</summary>
    public static Task<int> RegisterAsync(Session session, ThisProcess self, string scope) => session.ExecuteAsync(
        """
        INSERT INTO nb_emulators (scope, machine, pid, started_at) VALUES (@scope, @machine, @pid, @started)
        ON CONFLICT (scope) DO UPDATE SET machine = excluded.machine, pid = excluded.pid, started_at = excluded.started_at
        """,
        ("scope", scope),
        ("machine", self.Machine),
        ("pid", self.ProcessId),
        ("started", self.StartedAt));

    /// <summary>Removes the work of emulators whose process of this machine has ended.</summary>
    public static async Task RemoveGoneAsync(Session session, ThisProcess self)
    {
        var gone = await session.QueryAsync(
            "SELECT scope, machine, pid, started_at FROM nb_emulators",
            row => self.IsGone(row.GetString(1), row.Count(2), row.Number(3)!.Value) ? row.GetString(0) : null).ConfigureAwait(false);
        foreach (var scope in gone.OfType<string>())
        {
            await RemoveAsync(session, scope).ConfigureAwait(false);
        }
    }

    /// <summary>Removes an emulator's work: tasks, files and spending.</summary>
    /// <returns>How many tasks.</returns>
    public static async Task<int> RemoveAsync(Session session, string scope)
    {
        foreach (var table in new[] { "nb_files", "nb_attempts", "nb_receipts" })
        {
            await session.ExecuteAsync($"DELETE FROM {table} WHERE intent IN (SELECT t.intent FROM nb_tasks t WHERE t.scope = @scope)", ("scope", scope)).ConfigureAwait(false);
        }

        var tasks = await session.ExecuteAsync("DELETE FROM nb_tasks WHERE scope = @scope", ("scope", scope)).ConfigureAwait(false);
        await session.ExecuteAsync("DELETE FROM nb_spending WHERE scope = @scope", ("scope", scope)).ConfigureAwait(false);
        await session.ExecuteAsync("DELETE FROM nb_emulators WHERE scope = @scope", ("scope", scope)).ConfigureAwait(false);
        return tasks;
    }
}
