using NanoBanana.Client.Journal;
using NanoBanana.Client.Store;

namespace NanoBanana.Journal.Tests.Support;

/// <summary>Intents that are paid for.</summary>
internal static class JournalWrites
{
    /// <returns>False if a cap refused it.</returns>
    public static async Task<bool> IntendAsync(this TaskJournal journal, BudgetRules rules, JournalRecord intent) =>
        (await journal.Store.ClaimAsync(StoredFacts.Claim(intent, rules, tag: null) with { Sends = true }, CancellationToken.None)).Refusal is null;
}
