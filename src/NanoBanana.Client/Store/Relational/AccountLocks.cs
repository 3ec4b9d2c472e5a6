namespace NanoBanana.Client.Store.Relational;

/// <summary>
/// Holds the accounts of a transaction before anything else, in one order: caps then see what others spent, and two writers never
/// wait for each other in a circle.
/// </summary>
internal static class AccountLocks
{
    public static async Task TakeAsync(Session session, bool locksRows, IReadOnlyList<Write> writes)
    {
        var accounts = new SortedDictionary<string, (string Name, string Provider)?>(StringComparer.Ordinal);
        if (locksRows)
        {
            foreach (var intents in writes.Select(write => write.IntentId).OfType<string>().Distinct(StringComparer.Ordinal).InChunks(50))
            {
                foreach (var account in await session.QueryAsync($"SELECT DISTINCT account FROM nb_tasks WHERE intent IN ({Values.Names(intents.Count)})", static row => row.GetString(0), Values.Of(intents)).ConfigureAwait(false))
                {
                    accounts[account] = null;
                }
            }
        }

        foreach (var (id, name, provider) in writes.Select(write => write.Account).OfType<(string, string, string)>())
        {
            accounts[id] = (name, provider);
        }

        // the condition is for the row alone: the account is held whether its name is written or not
        foreach (var account in accounts)
        {
            await (account.Value is { } named
                ? (Task)session.ExecuteAsync(
                    "INSERT INTO nb_accounts (account, name, provider) VALUES (@account, @name, @provider) ON CONFLICT (account) DO UPDATE SET name = excluded.name WHERE nb_accounts.name <> excluded.name",
                    ("account", account.Key),
                    ("name", named.Name),
                    ("provider", named.Provider))
                : HoldAsync(session, [account.Key])).ConfigureAwait(false);
        }
    }

    /// <summary>Holds accounts until the end of the transaction, in one order.</summary>
    public static async Task HoldAsync(Session session, IEnumerable<string> accounts)
    {
        foreach (var account in accounts.OrderBy(each => each, StringComparer.Ordinal))
        {
            await session.ExecuteAsync("SELECT account FROM nb_accounts WHERE account = @account FOR UPDATE", ("account", account)).ConfigureAwait(false);
        }
    }
}
