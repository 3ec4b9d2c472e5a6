using System.Text.Json;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Store;
using NanoBanana.Client.Store.Relational;
using NanoBanana.Client.Store.Sqlite;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.Sqlite;

/// <summary>Receipts that wait on this machine.</summary>
public sealed class OutboxTests
{
    /// <summary>So long that a process brings nothing by itself during a test.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_receipt_of_a_newer_version_waits_for_that_version_and_blocks_no_work()
    {
        using var place = StorePlace.Create("SQLite");
        using (var first = place.Open())
        {
            await first.SubmitAsync(Work.Claim("k1"), "task-1");
            using var session = await OutboxFile.OpenAsync(place.Home, (await first.TestAsync(CancellationToken.None)).StoreId);
            await session.ExecuteAsync("INSERT INTO facts (fact) VALUES (@fact)", ("fact", """{"kind":"refunded","intentId":"i"}"""));
        }

        using var second = place.Open();

        Assert.NotNull((await second.ClaimAsync(Work.Claim("k2"), CancellationToken.None)).Claimed);
        Assert.Equal(1, await second.ReplayAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_receipt_that_waits_counts_before_a_list_and_before_a_task_is_settled_as_not_charged(bool lists)
    {
        using var place = StorePlace.Create("SQLite");
        string intent;
        using (var first = place.Open())
        {
            var claimed = (await first.ClaimAsync(Work.Claim("k1"), CancellationToken.None)).Claimed!;
            intent = claimed.IntentId;
            Assert.True(await first.MarkSendingAsync(claimed, CancellationToken.None));
            using var session = await OutboxFile.OpenAsync(place.Home, (await first.TestAsync(CancellationToken.None)).StoreId);
            await session.ExecuteAsync("INSERT INTO facts (fact) VALUES (@fact)", ("fact", JsonSerializer.Serialize(Work.Accepted(claimed, "task-1"), StoreJson.Default.StoreFact)));
        }

        using var second = place.Open();
        if (!lists)
        {
            await Assert.ThrowsAsync<NanoBananaException>(() => second.ResolveAsync(intent, gatewayId: null, CancellationToken.None));
        }

        var task = await second.OneAsync(intent);
        Assert.Equal(("task-1", "Pending"), (task.GatewayId, task.State));
    }

    [Fact]
    public async Task An_outbox_that_cannot_be_read_blocks_no_work_but_nothing_is_settled_as_not_charged()
    {
        using var place = StorePlace.Create("SQLite");
        AttemptToken sent;
        string outbox;
        using (var first = place.Open())
        {
            sent = (await first.ClaimAsync(Work.Claim("k1"), CancellationToken.None)).Claimed!;
            Assert.True(await first.MarkSendingAsync(sent, CancellationToken.None));
            outbox = OutboxFile.PathOf(place.Home, (await first.TestAsync(CancellationToken.None)).StoreId);
            File.WriteAllText(outbox, new string('x', 5_000));
        }

        using var second = place.Open();
        Assert.Equal(sent.IntentId, Assert.Single(await second.AllAsync()).IntentId);
        Assert.NotNull((await second.ClaimAsync(Work.Claim("k2"), CancellationToken.None)).Claimed);
        var error = await Assert.ThrowsAsync<NanoBananaException>(() => second.ResolveAsync(sent.IntentId, gatewayId: null, CancellationToken.None));

        Assert.Equal((ErrorIds.StoreUnavailable, (object)outbox), (error.ErrorId, error.Target));
    }

    [Fact]
    public async Task A_receipt_on_a_full_disk_takes_the_room_that_was_set_aside_before_the_submit()
    {
        using var place = StorePlace.Create("SQLite");
        using var store = place.Open();
        await store.SubmitAsync(Work.Claim("k1"), "task-1");
        var room = new FileInfo(Path.Combine(place.Home, "outbox.spare"));
        var size = room.Length;
        Assert.True(size > 250_000);
        var outbox = new Outbox(async () =>
        {
            var session = await OutboxFile.OpenAsync(place.Home, "full");
            await session.ExecuteAsync("PRAGMA max_page_count = 1");
            return session;
        });

        await outbox.KeepAsync([.. Enumerable.Range(1, 50).Select(each => new LandedFact { IntentId = "i" + each, Attempt = 1, At = DateTimeOffset.UnixEpoch, Landing = "NotDelivered" })]);

        Assert.Equal((0, 50), (outbox.Unwritten, await outbox.CountAsync()));
        Assert.Equal(size, new FileInfo(Path.Combine(place.Home, "outbox-full.db")).Length);
        await store.SubmitAsync(Work.Claim("k2"), "task-2");
        room.Refresh();
        Assert.True(room.Exists);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_receipt_that_the_store_refuses_waits_until_it_takes_it_and_holds_up_no_other(bool onlyInMemory)
    {
        using var place = StorePlace.Create("SQLite");
        using var store = place.Open(lease: Lease);
        var (one, other) = (await SendAsync(store, "one"), await SendAsync(store, "other"));
        var outbox = OutboxFile.PathOf(place.Home, (await store.TestAsync(CancellationToken.None)).StoreId);
        place.Execute($"CREATE TRIGGER refusing BEFORE UPDATE ON nb_tasks WHEN NEW.intent = '{one.IntentId}' BEGIN SELECT RAISE(ABORT, 'not now'); END");
        if (onlyInMemory)
        {
            Directory.CreateDirectory(outbox);
        }

        var written = await store.RecordAsync(Work.Accepted(one, "task-1"), Work.Accepted(other, "task-2"));
        var waiting = (await store.ReplayAsync(CancellationToken.None), (await store.TestAsync(CancellationToken.None)).Waiting);
        var before = ((await store.OneAsync(one.IntentId)).State, (await store.OneAsync(other.IntentId)).State);
        if (onlyInMemory)
        {
            Directory.Delete(outbox);
        }

        place.Execute("DROP TRIGGER refusing");
        var left = await store.ReplayAsync(CancellationToken.None);

        Assert.False(written);
        Assert.Equal(((1, 1), (StoredStates.Sending, TaskStates.Pending), 0), (waiting, before, left));
        Assert.Equal("task-1", (await store.OneAsync(one.IntentId)).GatewayId);
        Assert.Empty((await store.OneAsync(other.IntentId)).OtherIds);
        Assert.True(await store.RecordAsync(Work.Ended(one, TaskStates.Succeeded)));
    }

    [Fact]
    public async Task Receipts_on_the_disk_and_in_memory_are_counted_together()
    {
        using var place = StorePlace.Create("SQLite");
        using var store = place.Open(lease: Lease);
        var (one, other) = (await SendAsync(store, "one"), await SendAsync(store, "other"));
        place.Execute("CREATE TRIGGER refusing BEFORE UPDATE ON nb_tasks BEGIN SELECT RAISE(ABORT, 'not now'); END");
        Assert.False(await store.RecordAsync(Work.Accepted(one, "task-1")));
        using (var session = await OutboxFile.OpenAsync(place.Home, (await store.TestAsync(CancellationToken.None)).StoreId))
        {
            await session.ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON facts BEGIN SELECT RAISE(ABORT, 'full'); END");
        }

        Assert.False(await store.RecordAsync(Work.Accepted(other, "task-2")));

        Assert.Equal(2, await store.ReplayAsync(CancellationToken.None));
        place.Execute("DROP TRIGGER refusing");
        Assert.Equal(1, await store.ReplayAsync(CancellationToken.None));
    }

    [Fact]
    public async Task More_receipts_than_one_look_takes_are_all_brought()
    {
        using var place = StorePlace.Create("SQLite");
        using var store = place.Open(lease: Lease);
        var token = await SendAsync(store, "k");
        using (var session = await OutboxFile.OpenAsync(place.Home, (await store.TestAsync(CancellationToken.None)).StoreId))
        {
            await session.ExecuteAsync("BEGIN");
            for (var i = 0; i < 1001; i++)
            {
                await session.ExecuteAsync("INSERT INTO facts (fact) VALUES (@fact)", ("fact", JsonSerializer.Serialize(Work.Accepted(token, "task-" + i), StoreJson.Default.StoreFact)));
            }

            await session.ExecuteAsync("COMMIT");
        }

        Assert.Equal((1, 0), (await store.ReplayAsync(CancellationToken.None), await store.ReplayAsync(CancellationToken.None)));

        var task = await store.OneAsync(token.IntentId);
        Assert.Equal(("task-0", 1000), (task.GatewayId, task.OtherIds.Count));
    }

    private static async Task<AttemptToken> SendAsync(RelationalStore store, string key)
    {
        var token = (await store.ClaimAsync(Work.Claim(key), CancellationToken.None)).Claimed!;
        Assert.True(await store.MarkSendingAsync(token, CancellationToken.None));
        return token;
    }
}
