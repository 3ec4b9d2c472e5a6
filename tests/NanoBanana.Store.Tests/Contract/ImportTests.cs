using NanoBanana.Client.Model;
using NanoBanana.Client.Store;
using NanoBanana.Client.Store.Relational;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Contract;

/// <summary>Work that was imported under another key than that of the request that asks for it now.</summary>
public sealed class ImportTests
{
    private const string Earlier = "0.1 fingerprint";

    public static TheoryData<string> Kinds => StorePlace.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task It_is_given_once_to_the_work_that_asks_and_again_to_the_same_work(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open(import: new ImportedTasks("task-1"));

        Assert.Equal("task-1", (await store.ClaimAsync(Asking("k"), CancellationToken.None)).Existing?.GatewayId);
        Assert.NotNull((await store.ClaimAsync(Asking("other"), CancellationToken.None)).Claimed);
        Assert.Equal("task-1", (await place.Open().ClaimAsync(Asking("k"), CancellationToken.None)).Existing?.GatewayId);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_many_that_ask_at_once_each_imported_task_goes_to_one(string kind)
    {
        using var place = StorePlace.Create(kind);
        var stores = Enumerable.Range(0, 4).Select(i => place.Open(host: "host-" + i, import: new ImportedTasks("task-1", "task-2", "task-3"))).ToList();

        var outcomes = await Task.WhenAll(stores.SelectMany((store, i) => Enumerable.Range(0, 10).Select(j => store.ClaimAsync(Asking($"k{i}-{j}"), CancellationToken.None))));

        Assert.Equal(["task-1", "task-2", "task-3"], outcomes.Where(outcome => outcome.Existing is not null).Select(outcome => outcome.Existing!.GatewayId).Order(StringComparer.Ordinal));
        Assert.Equal(37, outcomes.Count(outcome => outcome.Claimed is not null));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Without_resume_it_is_counted_and_stays_for_a_later_run(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open(import: new ImportedTasks("task-1"));

        var outcome = await store.ClaimAsync(Asking("k") with { Resume = false }, CancellationToken.None);

        Assert.Equal((1, 1), (outcome.DoneBefore, outcome.Claimed?.Number));
        Assert.Equal("task-1", (await store.ClaimAsync(Asking("k") with { TakenNumbers = [1] }, CancellationToken.None)).Existing?.GatewayId);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task It_goes_before_what_was_not_charged_and_after_what_has_the_key_itself(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open(import: new ImportedTasks("task-1"));
        var refused = (await store.ClaimAsync(Asking("k") with { Resume = false }, CancellationToken.None)).Claimed!;
        Assert.True(await store.MarkSendingAsync(refused, CancellationToken.None));
        await store.RecordAsync(Work.Landed(refused, nameof(Landing.Rejected)));
        await store.SubmitAsync(Asking("own") with { Resume = false }, "task-2");

        Assert.Equal("task-2", (await store.ClaimAsync(Asking("own"), CancellationToken.None)).Existing?.GatewayId);
        Assert.Equal("task-1", (await store.ClaimAsync(Asking("k"), CancellationToken.None)).Existing?.GatewayId);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_store_without_imports_does_not_ask_for_the_earlier_key(string kind)
    {
        using var place = StorePlace.Create(kind);

        var outcome = await place.Open().ClaimAsync(Work.Claim("k") with { ImportedKey = static () => throw new InvalidOperationException("It was asked for.") }, CancellationToken.None);

        Assert.NotNull(outcome.Claimed);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_it_cost_counts_once_however_often_it_is_read(string kind)
    {
        using var place = StorePlace.Create(kind);
        for (var state = 1; state <= 2; state++)
        {
            using var store = place.Open(import: new ImportedSpending(FormattableString.Invariant($"{state}")));
            await store.ClaimAsync(Work.Claim("own", account: "other"), CancellationToken.None);

            var today = await store.TodayAsync();
            Assert.Equal((3m, 1m), (today.Spent, today.Reserved));
            Assert.Equal(
                [(TaskStates.Pending, Charge.Spent), (TaskStates.Unknown, Charge.Unknown)],
                (await store.AllAsync(new TaskFilter { Accounts = ["account-1"] })).Select(task => (task.State, task.Charge)));
            var row = Assert.Single(await store.SpendingAsync(since: null, EmulatorScope.None, CancellationToken.None), row => row.Account == "account-1");
            Assert.Equal((3m, 0m, 1m, 3, "google/nano-banana"), (row.Spent, row.Reserved, row.Unknown, row.Tasks, row.Model));
            Assert.Equal(5, (await store.TotalsAsync("account-1", BudgetCap.Day, Currencies.Usd, creditPrice: null, "emu-1", CancellationToken.None)).Spent);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_recorded_before_the_store_is_shown_by_the_first_read(string kind)
    {
        using var place = StorePlace.Create(kind);

        var task = Assert.Single(await place.Open(import: new ImportedTasks("task-1")).AllAsync());

        Assert.Equal(("task-1", "intent-of-task-1"), (task.GatewayId, task.IntentId));
        Assert.Equal("task-1", Assert.Single(await place.Open().AllAsync()).GatewayId);
    }

    private static WorkClaim Asking(string key) => Work.Claim(key) with { ImportedKey = static () => Earlier };

    /// <summary>What version 0.1.0 recorded: accepted tasks of one and the same work.</summary>
    private sealed class ImportedTasks(params string[] ids) : IStoreImport
    {
        public (string Name, string State)? Find() => ("journal/1", "1");

        public IEnumerable<ImportedWork> Read() => ids.Select(id =>
            new ImportedWork(TimeProvider.System.GetUtcNow(), Work.Claim(Earlier) with { IntentId = "intent-of-" + id }, [new AcceptedFact { IntentId = "intent-of-" + id, Attempt = 1, At = TimeProvider.System.GetUtcNow(), GatewayId = id }]));

        public Task RetireAsync(string state) => Task.CompletedTask;
    }

    /// <summary>A task, one whose outcome is unknown, and two that were erased, one of them of an emulator.</summary>
    private sealed class ImportedSpending(string state) : IStoreImport
    {
        public (string Name, string State)? Find() => ("journal/1", state);

        public IEnumerable<ImportedWork> Read()
        {
            var now = TimeProvider.System.GetUtcNow();
            var accepted = new AcceptedFact { IntentId = "accepted", Attempt = 1, At = now, GatewayId = "task-1" };
            yield return new ImportedWork(now, Work.Claim("a") with { IntentId = "accepted" }, [accepted]);
            yield return new ImportedWork(now, Work.Claim("b") with { IntentId = "unknown" }, []);
            yield return new ImportedWork(now, Work.Claim("c", amount: 2) with { IntentId = "erased" }, [], IsErased: true);
            yield return new ImportedWork(now, Work.Claim("d", amount: 5, emulator: "emu-1") with { IntentId = "emulated" }, [], IsErased: true);
        }

        public Task RetireAsync(string state) => Task.CompletedTask;
    }
}
