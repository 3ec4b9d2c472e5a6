using NanoBanana.Client.Store;
using NanoBanana.Store.Tests.Support;

namespace NanoBanana.Store.Tests.PostgreSql;

/// <summary>What a database server does to its clients: at most one charge, and nothing is lost.</summary>
public sealed class ServerFaultTests
{
    [Missing.PostgreSqlFact]
    public async Task A_receipt_waits_in_the_outbox_while_the_server_is_away_and_is_found_by_a_later_run()
    {
        var server = PostgreSqlServer.Start();
        using var place = StorePlace.On(server);
        var store = place.Open(factPatience: TimeSpan.FromMilliseconds(200));
        var token = (await store.ClaimAsync(Work.Claim("k"), CancellationToken.None)).Claimed!;
        await store.MarkSendingAsync(token, CancellationToken.None);

        server.Kill();
        Assert.False(await store.RecordAsync(Work.Accepted(token, "task-1")));
        var away = await Assert.ThrowsAsync<NanoBananaException>(() => place.Open(patience: TimeSpan.FromMilliseconds(200)).ClaimAsync(Work.Claim("other"), CancellationToken.None));
        server.Resume();

        var later = place.Open();
        var outcome = await later.ClaimAsync(Work.Claim("first"), CancellationToken.None);
        Assert.NotNull(outcome.Claimed);
        Assert.Equal(ErrorIds.StoreUnavailable, away.ErrorId);
        Assert.Equal((TaskStates.Pending, "task-1"), ((await later.OneAsync(token.IntentId)).State, (await later.OneAsync(token.IntentId)).GatewayId));
        Assert.Equal(0, (await later.TestAsync(CancellationToken.None)).Waiting);
        server.Kill();
    }

    [Missing.PostgreSqlFact]
    public async Task Backends_that_are_killed_cost_a_moment_and_nothing_else()
    {
        using var place = StorePlace.Create("PostgreSQL");
        var stores = Enumerable.Range(0, 4).Select(_ => place.Open()).ToList();
        await stores[0].TestAsync(CancellationToken.None);
        var done = 0;

        var outcomes = await Task.WhenAll(stores.SelectMany(store => Enumerable.Range(0, 25).Select(async i =>
        {
            var sent = await SubmitAsync(store, "k" + i);
            if (Interlocked.Increment(ref done) % 7 == 1)
            {
                KillBackends(place);
            }

            return sent;
        })));

        Assert.Equal(25, outcomes.Count(sent => sent));
        await stores[0].ReplayAsync(CancellationToken.None);
        Assert.All(await place.Open().AllAsync(), task => Assert.Equal((TaskStates.Pending, 1), (task.State, task.Attempt)));
    }

    [Missing.PostgreSqlFact]
    public async Task A_writer_that_stands_still_inside_a_transaction_is_ended_by_the_server()
    {
        using var place = StorePlace.Create("PostgreSQL");
        var store = place.Open(patience: TimeSpan.FromMinutes(1));
        await store.SubmitAsync(Work.Claim("k"), "task-1");
        var holder = place.Connect();
        using var command = holder.CreateCommand();
        command.CommandText = "BEGIN; SET LOCAL idle_in_transaction_session_timeout = '300ms'; SELECT account FROM nb_accounts FOR UPDATE";
        command.ExecuteScalar();

        Assert.NotNull((await store.ClaimAsync(Work.Claim("k2"), CancellationToken.None)).Claimed);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(async () => await holder.DisposeAsync());
    }

    [Theory]
    [InlineData("postgres://me:p%40ss@db.example:6432/images?sslmode=require", "db.example:6432/images")]
    [InlineData("postgresql://db.example/images", "db.example:5432/images")]
    [InlineData("Host=db.example;Username=me;Password=p@ss;Database=images", "db.example:5432/images")]
    public void An_address_is_shown_without_its_password(string address, string shown)
    {
        Assert.True(TaskStores.IsPostgreSql(address));
        var location = TaskStores.At(address, new StoreOptions { Home = Path.GetTempPath() }).Location;
        Assert.Equal(shown, location);
    }

    [Theory]
    [InlineData("postgres://me:hunter2@db.example:notaport/x")]
    [InlineData("Host=x;Password=hunter2;Nonsense=1")]
    public void An_address_that_cannot_be_read_is_refused_without_its_password(string address)
    {
        var error = Assert.Throws<NanoBananaException>(() => TaskStores.At(address, new StoreOptions { Home = Path.GetTempPath() }).Location);

        Assert.Equal(ErrorIds.StoreUnavailable, error.ErrorId);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    // one that kills is killed by another, now and then
    private static void KillBackends(StorePlace place)
    {
        try
        {
            place.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        }
        catch (Npgsql.NpgsqlException)
        {
            // its work is done
        }
    }

    private static async Task<bool> SubmitAsync(Client.Store.Relational.RelationalStore store, string key)
    {
        if ((await store.ClaimAsync(Work.Claim(key), CancellationToken.None)).Claimed is not { } token || !await store.MarkSendingAsync(token, CancellationToken.None))
        {
            return false;
        }

        await store.RecordAsync(Work.Accepted(token, "task-" + key));
        return true;
    }
}
