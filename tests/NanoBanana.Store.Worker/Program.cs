using System.Globalization;
using NanoBanana;
using NanoBanana.Client.Store;

// One process of several that do the same list of work over one store. Each charge is a line in a ledger file of its own.
// Arguments: address, home, ledger, number of items, lease in seconds, forward or backward.
var (address, home, ledger) = (args[0], args[1], args[2]);
var count = int.Parse(args[3], CultureInfo.InvariantCulture);
var lease = TimeSpan.FromSeconds(double.Parse(args[4], CultureInfo.InvariantCulture));
var items = Enumerable.Range(0, count).Select(i => args[5] is "backward" ? count - 1 - i : i);

var store = TaskStores.At(address, new StoreOptions { Home = home, Lease = lease });
using var charges = new StreamWriter(new FileStream(ledger, FileMode.Append, FileAccess.Write, FileShare.Read)) { AutoFlush = true };
var (succeeded, unknown) = (0, 0);
Console.WriteLine("ready");
await Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = args[5] is "backward" or "single" ? 1 : 8 }, async (i, stop) =>
{
    var key = FormattableString.Invariant($"item-{i}");
    while (true)
    {
        var outcome = await store.ClaimAsync(ClaimOf(key), stop);
        if (outcome.Existing is { } earlier)
        {
            Interlocked.Increment(ref earlier.State is TaskStates.Unknown ? ref unknown : ref succeeded);
            return;
        }

        if (outcome.Claimed is { } token)
        {
            if (await SubmitAsync(token, key, stop))
            {
                return;
            }
        }

        // another process is at it
        await TimeProvider.System.Delay(TimeSpan.FromMilliseconds(100), stop);
    }
});
Console.WriteLine(FormattableString.Invariant($"{succeeded} succeeded, {unknown} unknown"));
return 0;

async Task<bool> SubmitAsync(AttemptToken token, string key, CancellationToken stop)
{
    if (!await store.MarkSendingAsync(token, stop))
    {
        return false;
    }

    lock (charges)
    {
        charges.WriteLine(key);
    }

    var now = TimeProvider.System.GetUtcNow();
    await store.RecordAsync(
        new AcceptedFact { IntentId = token.IntentId, Attempt = token.Attempt, At = now, GatewayId = "task-" + key },
        new EndedFact { IntentId = token.IntentId, Attempt = token.Attempt, At = now, State = TaskStates.Succeeded, CompletedAt = now });
    Interlocked.Increment(ref succeeded);
    return true;
}

static WorkClaim ClaimOf(string key) => new()
{
    WorkKey = key,
    Resume = true,
    IntentId = Guid.NewGuid().ToString("N"),
    Token = Guid.NewGuid().ToString("N"),
    Request = "{}",
    Provider = ProviderNames.Crun,
    Account = "account",
    Profile = "shop",
    Price = new StoredPrice(1, Currencies.Credits, Certainties.Exact),
};
