using NanoBanana.Client.Store;
using NanoBanana.Client.Store.Relational;

namespace NanoBanana.Store.Tests.Support;

/// <summary>Claims and facts as a submit makes them.</summary>
internal static class Work
{
    public static WorkClaim Claim(string key, bool resume = true, string account = "account-1", Money? cap = null, decimal amount = 1, string? tag = null, string? emulator = null, string profile = "shop", IReadOnlyCollection<int>? taken = null) => new()
    {
        WorkKey = key,
        Resume = resume,
        TakenNumbers = taken ?? [],
        IntentId = Guid.NewGuid().ToString("N"),
        Token = Guid.NewGuid().ToString("N"),
        Request = $$"""{"prompt":"a prompt of {{key}}"}""",
        Prompt = "a prompt of " + key,
        Tag = tag,
        TagHash = tag,
        Emulator = emulator,
        Provider = ProviderNames.Crun,
        Account = account,
        Profile = profile,
        Model = "google/nano-banana",
        Operation = Operations.Generate,
        Price = new StoredPrice(amount, Currencies.Usd, Certainties.Exact),
        Caps = cap is null ? [] : [new BudgetCap { Period = BudgetCap.Day, Cap = cap, Wanted = amount }],
    };

    public static AcceptedFact Accepted(AttemptToken token, string id) => new() { IntentId = token.IntentId, Attempt = token.Attempt, At = TimeProvider.System.GetUtcNow(), GatewayId = id };

    public static LandedFact Landed(AttemptToken token, string landing) => new() { IntentId = token.IntentId, Attempt = token.Attempt, At = TimeProvider.System.GetUtcNow(), Landing = landing, Outcome = """{"reason":"x"}""" };

    public static EndedFact Ended(AttemptToken token, string state, int images = 1, StoredPrice? price = null, bool charged = false) => new()
    {
        IntentId = token.IntentId,
        Attempt = token.Attempt,
        At = TimeProvider.System.GetUtcNow(),
        State = state,
        Images = images,
        Outcome = """{"images":["https://example.com/1.png"]}""",
        CompletedAt = TimeProvider.System.GetUtcNow(),
        Duration = TimeSpan.FromSeconds(12.5),
        DurationIsStated = true,
        Price = price,
        MayHaveBeenCharged = charged,
    };

    public static FileFact File(AttemptToken token, int index, bool saved) => new() { IntentId = token.IntentId, Attempt = token.Attempt, At = TimeProvider.System.GetUtcNow(), File = new StoredFile(index, "/pictures/" + index + ".png", ulong.MaxValue - (ulong)index, saved) };

    /// <summary>C1, C2 and the receipt.</summary>
    public static async Task<AttemptToken> SubmitAsync(this RelationalStore store, WorkClaim claim, string id)
    {
        var token = (await store.ClaimAsync(claim, CancellationToken.None)).Claimed!;
        Assert.True(await store.MarkSendingAsync(token, CancellationToken.None));
        Assert.True(await store.RecordAsync(Accepted(token, id)));
        return token;
    }

    public static async Task<StoredTask> OneAsync(this RelationalStore store, string intentId) => Assert.Single(await store.AllAsync(new TaskFilter { IntentIds = [intentId], Emulators = EmulatorScope.All }));

    public static async Task<List<StoredTask>> AllAsync(this RelationalStore store, TaskFilter? filter = null)
    {
        var tasks = new List<StoredTask>();
        await foreach (var task in store.ListAsync(filter ?? new TaskFilter()))
        {
            tasks.Add(task);
        }

        return tasks;
    }

    /// <summary>Ends once the store has the given number of tasks.</summary>
    public static async Task WhenTasksAsync(this RelationalStore store, int count)
    {
        while ((await store.AllAsync(new TaskFilter { Last = count })).Count < count)
        {
            await Task.Yield();
        }
    }

    public static Task<BudgetTotals> TodayAsync(this RelationalStore store, string account = "account-1", string unit = Currencies.Usd, decimal? creditPrice = null) =>
        store.TotalsAsync(account, BudgetCap.Day, unit, creditPrice, emulator: null, CancellationToken.None);
}
