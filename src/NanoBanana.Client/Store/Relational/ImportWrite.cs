using NanoBanana.Client.Model;

namespace NanoBanana.Client.Store.Relational;

/// <summary>Brings what was recorded before there was a store into it: whole, in one transaction, and once.</summary>
internal static class ImportWrite
{
    /// <summary>The prefix of the rows of nb_store that record what was imported.</summary>
    public const string Prefix = "import/";

    // the owner of what was imported; no process has this id, so what has no receipt is of unknown outcome
    private const string Importer = "import";

    /// <summary>True if the source has something that the store does not have yet.</summary>
    public static async Task<bool> IsDueAsync(Session session, (string Name, string State) source) =>
        !string.Equals(await StateAsync(session, source.Name).ConfigureAwait(false), source.State, StringComparison.Ordinal);

    /// <summary>Brings in what is not there yet, within a transaction.</summary>
    public static async Task ApplyAsync(WriteGroup group, StoreFacts facts, (string Name, string State) source, IEnumerable<ImportedWork> work)
    {
        // another process may have been faster
        var before = await StateAsync(group.Session, source.Name).ConfigureAwait(false);
        if (string.Equals(before, source.State, StringComparison.Ordinal))
        {
            return;
        }

        foreach (var each in work)
        {
            var day = Days.Of(each.At, facts.TimeZone);
            if (each.IsErased)
            {
                // sums are added once: when the source is first read
                Spend(group, each.Claim, day, before is null ? Charge.Spent : Charge.Released, hasEnded: true);
                continue;
            }

            await AddAsync(group, each, day).ConfigureAwait(false);
            foreach (var fact in each.Facts)
            {
                await FactWrite.ApplyAsync(group, fact).ConfigureAwait(false);
            }
        }

        await group.FlushAsync().ConfigureAwait(false);
        await group.Session.ExecuteAsync(
            "INSERT INTO nb_store (name, value) VALUES (@name, @state) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            ("name", Prefix + source.Name),
            ("state", source.State)).ConfigureAwait(false);
    }

    private static async Task AddAsync(WriteGroup group, ImportedWork work, int day)
    {
        if (await TaskTable.FindAsync(group, work.Claim.IntentId).ConfigureAwait(false) is not null)
        {
            return;
        }

        var claim = work.Claim with { Sends = true, Price = Micro.Rounded(work.Claim.Price) };
        var rows = await TaskTable.OfWorkAsync(group, claim.WorkKey).ConfigureAwait(false);
        var number = TaskTable.NextNumber(rows);
        if (await TaskTable.InsertAsync(group.Session, claim, number, Importer, work.At.ToUnixTimeMilliseconds(), day).ConfigureAwait(false))
        {
            Spend(group, claim, day, Charge.Reserved, hasEnded: false);
        }
    }

    private static void Spend(WriteGroup group, WorkClaim claim, int day, Charge charge, bool hasEnded) => group.Spend(
        new TaskMoney(claim.Emulator ?? string.Empty, claim.Account, day, claim.Provider, claim.Model ?? string.Empty, charge, hasEnded, Micro.Rounded(claim.Price)),
        sign: 1);

    private static async Task<string?> StateAsync(Session session, string source) =>
        (await session.QueryAsync("SELECT value FROM nb_store WHERE name = @name", static row => row.GetString(0), ("name", Prefix + source)).ConfigureAwait(false)).FirstOrDefault();
}
