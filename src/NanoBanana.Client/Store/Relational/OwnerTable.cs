using System.Data.Common;

namespace NanoBanana.Client.Store.Relational;

/// <summary>The processes that hold claims, and when they were seen last.</summary>
internal static class OwnerTable
{
    private const string Select = "SELECT owner, host, machine, pid, started_at, seen_at, lease_ms FROM nb_owners";

    /// <summary>How long an owner that went away is remembered, for those who ask who it was.</summary>
    private const long RememberedFor = 24 * 60 * 60 * 1000L;

    public static Task<int> BeatAsync(Session session, ThisProcess self, TimeSpan lease, long now) => session.ExecuteAsync(
        """
        INSERT INTO nb_owners (owner, host, machine, pid, started_at, seen_at, lease_ms) VALUES (@owner, @host, @machine, @pid, @started, @now, @lease)
        ON CONFLICT (owner) DO UPDATE SET seen_at = excluded.seen_at, lease_ms = excluded.lease_ms
        """,
        ("owner", self.Owner),
        ("host", self.Host),
        ("machine", self.Machine),
        ("pid", self.ProcessId),
        ("started", self.StartedAt),
        ("now", now),
        ("lease", (long)lease.TotalMilliseconds));

    public static async Task<HashSet<string>> AliveAsync(Session session, ThisProcess self, long now)
    {
        var owners = await session.QueryAsync(Select, row => Read(row, self, now)).ConfigureAwait(false);
        return new HashSet<string>(owners.Where(owner => owner.IsAlive).Select(owner => owner.Id), StringComparer.Ordinal);
    }

    public static async Task<StoreOwner?> FindAsync(Session session, ThisProcess self, string owner, long now) =>
        (await session.QueryAsync(Select + " WHERE owner = @owner", row => Read(row, self, now), ("owner", owner)).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>Remembers that this process claimed or submitted for an account.</summary>
    public static Task<int> SubmittedAsync(Session session, string account, string owner, long now) => session.ExecuteAsync(
        """
        INSERT INTO nb_submits (account, owner, at) VALUES (@account, @owner, @now)
        ON CONFLICT (account, owner) DO UPDATE SET at = excluded.at
        """,
        ("account", account),
        ("owner", owner),
        ("now", now));

    public static Task<long> SubmittersAsync(Session session, string account, string self, long since) => session.NumberAsync(
        "SELECT COUNT(*) FROM nb_submits WHERE account = @account AND owner <> @self AND at >= @since",
        ("account", account),
        ("self", self),
        ("since", since));

    /// <summary>Forgets owners that went away long ago and hold nothing.</summary>
    public static async Task ForgetAsync(Session session, long now)
    {
        await session.ExecuteAsync(
            $"DELETE FROM nb_owners WHERE seen_at < @before AND NOT EXISTS (SELECT 1 FROM nb_tasks t WHERE t.owner = nb_owners.owner AND {OpenTasks.InFlight})",
            ("before", now - RememberedFor)).ConfigureAwait(false);
        await session.ExecuteAsync("DELETE FROM nb_submits WHERE at < @before", ("before", now - RememberedFor)).ConfigureAwait(false);
    }

    private static StoreOwner Read(DbDataReader row, ThisProcess self, long now) => new(
        row.GetString(0),
        row.GetString(1),
        row.Count(3),
        Times.ToTime(row.Number(5)!.Value),
        row.Number(5)!.Value + row.Number(6)!.Value > now && !self.IsGone(row.GetString(2), row.Count(3), row.Number(4)!.Value));
}
