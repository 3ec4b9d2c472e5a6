using NanoBanana.Client.Store;
using NanoBanana.Client.Store.Relational;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Sqlite;

/// <summary>What a process does by itself while it holds a claim, or while a receipt waits.</summary>
public sealed class HeartbeatTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(1);

    // shows nothing of itself during the test
    private static readonly TimeSpan Silent = TimeSpan.FromMinutes(50);

    [Fact]
    public async Task Who_holds_a_claim_shows_that_it_lives_and_settles_what_others_left()
    {
        using var place = StorePlace.Create("SQLite");
        var (holder, other, reader) = (place.Open(lease: Lease), place.Open(host: "elsewhere", lease: Silent), place.Open(host: "third"));
        await other.ClaimAsync(Work.Claim("left"), CancellationToken.None);
        await holder.ClaimAsync(Work.Claim("held"), CancellationToken.None);
        var first = (await reader.FindOwnerAsync(holder.Owner, CancellationToken.None))!.SeenAt;
        place.Silence(other);

        await UntilAsync(async () => (await reader.FindOwnerAsync(holder.Owner, CancellationToken.None))!.SeenAt > first);
        await UntilAsync(async () => (await reader.TodayAsync()).Reserved == 1);

        Assert.Equal("held", Assert.Single(await reader.AllAsync()).WorkKey);
    }

    [Fact]
    public async Task A_receipt_that_waits_is_brought_by_itself_once_the_store_takes_it()
    {
        using var place = StorePlace.Create("SQLite");
        var store = place.Open(lease: Lease);
        Assert.Empty(await store.AllAsync());
        var token = (await store.ClaimAsync(Work.Claim("k"), CancellationToken.None)).Claimed!;
        Assert.True(await store.MarkSendingAsync(token, CancellationToken.None));
        place.Execute("CREATE TRIGGER refusing BEFORE UPDATE ON nb_tasks BEGIN SELECT RAISE(ABORT, 'not now'); END");
        Assert.False(await store.RecordAsync(Work.Accepted(token, "task-1")));
        Assert.Null((await store.OneAsync(token.IntentId)).GatewayId);

        place.Execute("DROP TRIGGER refusing");

        await UntilAsync(async () => (await store.OneAsync(token.IntentId)).GatewayId == "task-1");
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            enough.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
