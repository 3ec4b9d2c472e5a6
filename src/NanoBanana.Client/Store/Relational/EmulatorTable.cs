namespace NanoBanana.Client.Store.Relational;

/// <summary>Which emulators have work in the store, and the process that each runs in, so that its work is removed with it.</summary>
internal static class EmulatorTable
{
    // its process is another one, and is not known
    private const int Unknown = 0;

    /// <summary>Remembers an emulator. Others that had its address on this machine have ended, and their work is removed.</summary>
    public static async Task RegisterAsync(Session session, ThisProcess self, string scope, bool isOurs)
    {
        var known = await session.QueryAsync("SELECT pid FROM nb_emulators WHERE scope = @scope", static row => row.Count(0), ("scope", scope)).ConfigureAwait(false);
        if (known.Exists(pid => !isOurs || pid == self.ProcessId))
        {
            return;
        }

        await session.ExecuteAsync(
            """
            INSERT INTO nb_emulators (scope, machine, pid, started_at) VALUES (@scope, @machine, @pid, @started)
            ON CONFLICT (scope) DO UPDATE SET machine = excluded.machine, pid = excluded.pid, started_at = excluded.started_at
            """,
            ("scope", scope),
            ("machine", self.Machine),
            ("pid", isOurs ? self.ProcessId : Unknown),
            ("started", isOurs ? self.StartedAt : 0)).ConfigureAwait(false);
        if (AddressOf(scope) is { } address)
        {
            var others = await session.QueryAsync("SELECT scope FROM nb_emulators WHERE machine = @machine", static row => row.GetString(0), ("machine", self.Machine)).ConfigureAwait(false);
            foreach (var gone in others.Where(other => !string.Equals(other, scope, StringComparison.Ordinal) && string.Equals(AddressOf(other), address, StringComparison.Ordinal)))
            {
                await RemoveAsync(session, gone).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Removes the work of emulators whose process of this machine has ended.</summary>
    public static async Task RemoveGoneAsync(Session session, ThisProcess self)
    {
        var gone = await session.QueryAsync(
            "SELECT scope, machine, pid, started_at FROM nb_emulators",
            row => row.Count(2) != Unknown && self.IsGone(row.GetString(1), row.Count(2), row.Number(3)!.Value) ? row.GetString(0) : null).ConfigureAwait(false);
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

    // a scope is host:port/instance; without an instance, nothing says that another one had the address
    private static string? AddressOf(string scope) => scope.IndexOf('/') is var end and > 0 ? scope.Substring(0, end) : null;
}
