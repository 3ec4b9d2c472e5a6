using NanoBanana.Client.Store;
using NanoBanana.Client.Store.Relational;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Contract;

/// <summary>Making, bringing up to date, and refusing.</summary>
public sealed class SchemaTests
{
    private static readonly IReadOnlyList<IReadOnlyList<string>> NextVersion =
        [.. Schema.Steps, ["ALTER TABLE nb_tasks ADD COLUMN later TEXT", "CREATE TABLE nb_later (name TEXT PRIMARY KEY)"]];

    public static TheoryData<string> Kinds => StorePlace.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Twenty_processes_make_it_at_once(string kind)
    {
        using var place = StorePlace.Create(kind);
        var stores = Enumerable.Range(0, 20).Select(_ => place.Open()).ToList();

        var tests = await Task.WhenAll(stores.Select(store => Task.Run(() => store.TestAsync(CancellationToken.None))));

        Assert.Single(tests.Select(test => test.StoreId).Distinct());
        Assert.All(tests, test => Assert.True(test.ClockDifference.Duration() < TimeSpan.FromSeconds(5), test.ClockDifference.ToString()));
        Assert.All(tests, test => Assert.DoesNotContain("nanobanana@", test.Location, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_older_store_is_brought_up_to_date_with_what_it_holds_and_then_refused_by_the_older_version(string kind)
    {
        using var place = StorePlace.Create(kind);
        await place.Open().SubmitAsync(Work.Claim("k"), "task-1");

        var newer = place.Open(steps: NextVersion);
        Assert.Equal("task-1", Assert.Single(await newer.AllAsync()).GatewayId);
        var newest = (await newer.TestAsync(CancellationToken.None)).SchemaVersion;
        var claimed = await Assert.ThrowsAsync<NanoBananaException>(() => place.Open().ClaimAsync(Work.Claim("k2"), CancellationToken.None));
        var listed = await Assert.ThrowsAsync<NanoBananaException>(() => place.Open().AllAsync());

        Assert.Equal(NextVersion.Count, newest);
        Assert.Equal((ErrorIds.StoreTooNew, ErrorIds.StoreTooNew), (claimed.ErrorId, listed.ErrorId));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_store_of_each_earlier_version_answers_as_a_new_one(string kind)
    {
        for (var version = 1; version < Schema.Steps.Count; version++)
        {
            using var place = StorePlace.Create(kind);
            var older = place.Open(steps: [.. Schema.Steps.Take(version)]);
            await older.SubmitAsync(Work.Claim("k"), "Task-1");
            await older.ClaimAsync(Work.Claim("k2"), CancellationToken.None);

            var store = place.Open();

            Assert.Equal(Schema.Steps.Count, (await store.TestAsync(CancellationToken.None)).SchemaVersion);
            Assert.Equal("Task-1", Assert.Single(await store.AllAsync(new TaskFilter { GatewayIds = ["Task-1"] })).GatewayId);
            Assert.Equal("Task-1", Assert.Single(await store.AllAsync(new TaskFilter { GatewayIdPrefix = "Ta" })).GatewayId);
            Assert.Equal(2, (await store.AllAsync(new TaskFilter { Pending = true })).Count);
            Assert.Single(await store.AllAsync(new TaskFilter { States = [StoredStates.Claimed] }));
        }
    }
}
