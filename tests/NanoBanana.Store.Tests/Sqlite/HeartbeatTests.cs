using NanoBanana.Client.Store;
using NanoBanana.Client.Store.Relational;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Sqlite;

/// <summary>What a process does by itself while it holds a claim, or while a receipt waits.</summary>
public sealed class HeartbeatTests
{
    private const string Refusing = "CREATE TRIGGER refusing BEFORE UPDATE ON nb_tasks BEGIN SELECT RAISE(ABORT, 'not now'); END";

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
        place.Execute(Refusing);
        Assert.False(await store.RecordAsync(Work.Accepted(token, "task-1")));
        Assert.Null((await store.OneAsync(token.IntentId)).GatewayId);

        place.Execute("DROP TRIGGER refusing");

        await UntilAsync(async () => (await store.OneAsync(token.IntentId)).GatewayId == "task-1");
    }

    [Fact]
    public async Task A_fact_that_waits_is_brought_by_itself_also_if_no_claim_is_held()
    {
        using var place = StorePlace.Create("SQLite");
        var token = await place.Open().SubmitAsync(Work.Claim("k"), "task-1");
        var store = place.Open(lease: Lease);
        Assert.Single(await store.AllAsync());
        place.Execute(Refusing);
        Assert.False(await store.RecordAsync(Work.Ended(token, TaskStates.Succeeded)));
        place.Execute("DROP TRIGGER refusing");

        await UntilAsync(async () => (await store.OneAsync(token.IntentId)).State is TaskStates.Succeeded);
    }

    [Fact]
    public async Task It_beats_again_and_again_while_a_claim_is_held_also_after_an_error()
    {
        var beats = new Beats(atLeast: 3);
        using var heartbeat = new Heartbeat(Often, holds => beats.Next() switch
        {
            1 => throw new IOException("The disk was away."),
            _ => Task.FromResult(!holds),
        });

        heartbeat.Hold();

        await beats.Reached;
    }

    [Fact]
    public async Task It_ends_with_the_last_claim_and_begins_with_the_next()
    {
        var (held, free, again) = (new Beats(atLeast: 1), new Beats(atLeast: 1), new Beats(atLeast: 1));
        var isAgain = false;
        using var heartbeat = new Heartbeat(Often, holds =>
        {
            (holds ? isAgain ? again : held : free).Next();
            return Task.FromResult(false);
        });

        heartbeat.Hold();
        heartbeat.Hold();
        await held.Reached;
        heartbeat.LetGo();
        Assert.Equal(0, free.Count);
        heartbeat.LetGo();
        await free.Reached;
        isAgain = true;
        heartbeat.Hold();

        await again.Reached;
    }

    [Fact]
    public async Task What_begins_to_wait_while_it_looks_is_looked_for_again()
    {
        var beats = new Beats(atLeast: 2);
        Heartbeat? heartbeat = null;
        using var made = heartbeat = new Heartbeat(Often, _ =>
        {
            // after its look, before its answer
            if (beats.Next() == 1)
            {
                heartbeat!.Wake();
            }

            return Task.FromResult(false);
        });

        heartbeat.Wake();

        await beats.Reached;
    }

    [Fact]
    public async Task A_store_that_is_made_again_knows_who_lives_and_submits()
    {
        using var place = StorePlace.Create("SQLite");
        var (store, reader) = (place.Open(), place.Open(host: "elsewhere"));
        await store.ClaimAsync(Work.Claim("before"), CancellationToken.None);
        foreach (var file in Directory.GetFiles(place.Home, "store.db*"))
        {
            File.Delete(file);
        }

        await store.ClaimAsync(Work.Claim("after"), CancellationToken.None);

        Assert.True((await reader.FindOwnerAsync(store.Owner, CancellationToken.None))!.IsAlive);
        Assert.Equal(2, await reader.LiveOwnersAsync("account-1", CancellationToken.None));
    }

    [Fact]
    public async Task What_a_failed_transaction_said_of_its_process_is_said_again()
    {
        using var place = StorePlace.Create("SQLite");
        var (store, reader) = (place.Open(), place.Open(host: "elsewhere"));
        await reader.ClaimAsync(Work.Claim("other", account: "account-2"), CancellationToken.None);
        place.Execute("CREATE TRIGGER refusing BEFORE INSERT ON nb_spending BEGIN SELECT RAISE(ABORT, 'not now'); END");
        await Assert.ThrowsAsync<NanoBananaException>(() => store.ClaimAsync(Work.Claim("k"), CancellationToken.None));
        Assert.Null(await reader.FindOwnerAsync(store.Owner, CancellationToken.None));
        place.Execute("DROP TRIGGER refusing");

        Assert.NotNull((await store.ClaimAsync(Work.Claim("k"), CancellationToken.None)).Claimed);

        Assert.True((await reader.FindOwnerAsync(store.Owner, CancellationToken.None))!.IsAlive);
        Assert.Equal(2, await reader.LiveOwnersAsync("account-1", CancellationToken.None));
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

    private static StoreOptions Often => new() { Home = string.Empty, Lease = TimeSpan.FromMilliseconds(50) };

    private sealed class Beats(int atLeast)
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public Task Reached => _reached.Task.WaitAsync(TimeSpan.FromSeconds(60));

        public int Next()
        {
            var count = Interlocked.Increment(ref _count);
            if (count == atLeast)
            {
                _reached.TrySetResult();
            }

            return count;
        }
    }
}
