using NanoBanana.Client.Store;
using NanoBanana.Client.Store.Relational;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Contract;

/// <summary>What reads do before anything was written, and if what they read is damaged.</summary>
public sealed class ReadTests
{
    public static TheoryData<string> Kinds => StorePlace.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_recorded_before_the_store_is_shown_by_the_first_read(string kind)
    {
        using var place = StorePlace.Create(kind);

        var task = Assert.Single(await place.Open(import: new OneTask()).AllAsync());

        Assert.Equal(("task-1", "intent-1"), (task.GatewayId, task.IntentId));
        Assert.Equal("task-1", Assert.Single(await place.Open().AllAsync()).GatewayId);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_fault_of_the_database_is_an_error_of_the_module(string kind)
    {
        using var place = StorePlace.Create(kind);
        var store = place.Open();
        await store.ClaimAsync(Work.Claim("k"), CancellationToken.None);
        place.Execute("ALTER TABLE nb_submits RENAME TO nb_away");
        await FailsAsync(() => store.LiveOwnersAsync("account-1", CancellationToken.None));
        place.Execute("ALTER TABLE nb_away RENAME TO nb_submits");
        place.Execute("ALTER TABLE nb_tasks RENAME TO nb_away");

        await FailsAsync(() => store.AllAsync());
        await FailsAsync(() => store.TestAsync(CancellationToken.None));
        await FailsAsync(() => store.ReviewAsync("intent", static _ => (null, null), CancellationToken.None));
    }

    [Fact]
    public async Task A_receipt_that_cannot_be_written_is_tried_again_also_if_no_claim_is_held()
    {
        using var place = StorePlace.Create("SQLite");
        var token = await place.Open().SubmitAsync(Work.Claim("k"), "task-1");
        var store = place.Open(lease: TimeSpan.FromSeconds(1));
        Assert.Single(await store.AllAsync());
        place.Execute("CREATE TRIGGER refusing BEFORE UPDATE ON nb_tasks BEGIN SELECT RAISE(ABORT, 'not now'); END");
        Assert.False(await store.RecordAsync(Work.Ended(token, TaskStates.Succeeded)));
        place.Execute("DROP TRIGGER refusing");

        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await store.OneAsync(token.IntentId)).State is not TaskStates.Succeeded)
        {
            enough.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task FailsAsync(Func<Task> read) =>
        Assert.Equal(ErrorIds.StoreUnavailable, (await Assert.ThrowsAsync<NanoBananaException>(read)).ErrorId);

    private sealed class OneTask : IStoreImport
    {
        public (string Name, string State)? Find() => ("journal/1", "1");

        public IEnumerable<ImportedWork> Read()
        {
            var now = TimeProvider.System.GetUtcNow();
            yield return new ImportedWork(now, Work.Claim("k") with { IntentId = "intent-1" }, [new AcceptedFact { IntentId = "intent-1", Attempt = 1, At = now, GatewayId = "task-1" }]);
        }

        public Task RetireAsync(string state) => Task.CompletedTask;
    }
}
