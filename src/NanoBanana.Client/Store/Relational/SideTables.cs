namespace NanoBanana.Client.Store.Relational;

/// <summary>What runs and machines share besides the tasks: uploads, durations and balances.</summary>
internal static class SideTables
{
    public static async Task<RememberedUpload?> FindUploadAsync(Session session, string target, string sha256, long now) => (await session.QueryAsync(
        "SELECT address, until FROM nb_uploads WHERE target = @target AND sha256 = @sha AND until > @now",
        row => Uri.TryCreate(row.GetString(0), UriKind.Absolute, out var address) && address.Scheme is "https" or "http" or "s3" ? new RememberedUpload(target, sha256, address, Times.ToTime(row.Number(1)!.Value)) : null,
        ("target", target),
        ("sha", sha256),
        ("now", now)).ConfigureAwait(false)).FirstOrDefault();

    public static async Task RememberUploadAsync(Session session, RememberedUpload upload, long now)
    {
        await session.ExecuteAsync("DELETE FROM nb_uploads WHERE until <= @now", ("now", now)).ConfigureAwait(false);
        await session.ExecuteAsync(
            """
            INSERT INTO nb_uploads (target, sha256, address, until) VALUES (@target, @sha, @address, @until)
            ON CONFLICT (target, sha256) DO UPDATE SET address = excluded.address, until = excluded.until
            """,
            ("target", upload.Target),
            ("sha", upload.Sha256),
            ("address", upload.Address.AbsoluteUri),
            ("until", upload.Until.ToUnixTimeMilliseconds())).ConfigureAwait(false);
    }

    public static Task<int> LearnAsync(Session session, string intentId, TimeSpan duration, long now) => session.ExecuteAsync(
        """
        INSERT INTO nb_durations (provider, model, operation, emulated, ms, at)
        SELECT provider, model, operation, CASE WHEN scope = '' THEN 0 ELSE 1 END, @ms, @now FROM nb_tasks WHERE intent = @intent
        """,
        ("ms", (long)duration.TotalMilliseconds),
        ("now", now),
        ("intent", intentId));

    public static Task<List<LearnedDuration>> DurationsAsync(Session session, int most) => session.QueryAsync(
        "SELECT provider, model, operation, ms, emulated FROM nb_durations ORDER BY at DESC LIMIT @most",
        static row => new LearnedDuration(row.GetString(0), row.Text(1), row.Text(2), TimeSpan.FromMilliseconds(row.Number(3)!.Value), row.Count(4) == 1),
        ("most", most));

    public static Task<int> KeepCreditAsync(Session session, CreditSnapshot snapshot) => session.ExecuteAsync(
        "INSERT INTO nb_credits (account, at, balance, unit) VALUES (@account, @at, @balance, @unit) ON CONFLICT (account, at) DO UPDATE SET balance = excluded.balance, unit = excluded.unit",
        ("account", snapshot.Account),
        ("at", snapshot.At.ToUnixTimeMilliseconds()),
        ("balance", Micro.Of(snapshot.Balance)),
        ("unit", snapshot.Unit));

    public static Task<List<CreditSnapshot>> CreditsAsync(Session session, string account, int most) => session.QueryAsync(
        "SELECT at, balance, unit FROM nb_credits WHERE account = @account ORDER BY at DESC LIMIT @most",
        row => new CreditSnapshot(account, Times.ToTime(row.Number(0)!.Value), Micro.ToAmount(row.Number(1)!.Value), row.GetString(2)),
        ("account", account),
        ("most", most));
}
