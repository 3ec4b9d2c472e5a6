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

    /// <summary>Work is claimed and sent while the server is restarted under it: what was sent is charged once, and its receipt is found.</summary>
    [Missing.PostgreSqlFact]
    public async Task A_restart_in_the_middle_of_a_batch_costs_a_moment_and_nothing_else()
    {
        var server = PostgreSqlServer.Start();
        using var place = StorePlace.On(server);
        var stores = Enumerable.Range(0, 4).Select(_ => place.Open(patience: TimeSpan.FromMinutes(2), factPatience: TimeSpan.FromMinutes(2))).ToList();
        await stores[0].TestAsync(CancellationToken.None);
        var done = 0;

        var outcomes = await Task.WhenAll(stores.SelectMany(store => Enumerable.Range(0, 20).Select(async i =>
        {
            var sent = await SubmitAsync(store, "k" + i);
            if (Interlocked.Increment(ref done) == 10)
            {
                server.Kill();
                server.Resume();
            }

            return sent;
        })));

        Assert.Equal(20, outcomes.Count(sent => sent));
        Assert.All(await place.Open().AllAsync(), task => Assert.Equal((TaskStates.Pending, 1), (task.State, task.Attempt)));
        server.Kill();
    }

    /// <summary>Others hold all connections that the server has: a claim waits for one, and says so where none comes.</summary>
    [Missing.PostgreSqlFact]
    public async Task A_server_without_a_free_connection_is_waited_for()
    {
        var server = PostgreSqlServer.Start(connections: 10);
        using var place = StorePlace.On(server);
        await place.Open().TestAsync(CancellationToken.None);
        var held = HoldAll(place);
        var refused = await Assert.ThrowsAsync<NanoBananaException>(() => place.Open(patience: TimeSpan.FromMilliseconds(200)).ClaimAsync(Work.Claim("k"), CancellationToken.None));

        var claim = place.Open(patience: TimeSpan.FromMinutes(2)).ClaimAsync(Work.Claim("k"), CancellationToken.None);
        held.ForEach(connection => connection.Dispose());

        Assert.Equal(ErrorIds.StoreUnavailable, refused.ErrorId);
        Assert.NotNull((await claim).Claimed);
        server.Kill();
    }

    /// <summary>The connection is lost silently: no byte comes back, and no reset.</summary>
    [Missing.PostgreSqlFact]
    public async Task A_half_open_connection_ends_in_a_second_try_and_the_same_claim()
    {
        using var place = StorePlace.Create("PostgreSQL");
        using var wire = new HalfOpenWire(new Npgsql.NpgsqlConnectionStringBuilder(place.Address).Port);
        var address = new Npgsql.NpgsqlConnectionStringBuilder(place.Address) { Port = wire.Port, CommandTimeout = 1, CancellationTimeout = -1, Timeout = 5 }.ToString();
        using var store = TaskStores.Create(address, new StoreOptions { Home = place.Home, Patience = TimeSpan.FromMinutes(2), FactPatience = TimeSpan.FromMinutes(2) });
        await store.TestAsync(CancellationToken.None);
        wire.SwallowNext();

        var token = (await store.ClaimAsync(Work.Claim("k"), CancellationToken.None)).Claimed!;
        Assert.True(wire.HasSwallowed);
        Assert.True(await store.MarkSendingAsync(token, CancellationToken.None));
        Assert.True(await store.RecordAsync(Work.Accepted(token, "task-1")));

        var task = Assert.Single(await place.Open().AllAsync());
        Assert.Equal((TaskStates.Pending, "task-1", 1), (task.State, task.GatewayId, task.Attempt));
    }

    /// <summary>The database's clock counts: a machine whose own is an hour off neither takes over what is alive nor loses what is its own.</summary>
    [Missing.PostgreSqlFact]
    public async Task Clocks_an_hour_apart_change_nothing()
    {
        using var place = StorePlace.Create("PostgreSQL");
        var clocks = new[] { -1, 0, 1 }.Select(hours => new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(hours))).ToList();
        var stores = clocks.Select((clock, i) => place.Open(host: "machine-" + i, time: clock)).ToList();
        var token = (await stores[0].ClaimAsync(Work.Claim("k"), CancellationToken.None)).Claimed!;

        Assert.NotNull((await stores[1].ClaimAsync(Work.Claim("k"), CancellationToken.None)).Busy);
        Assert.NotNull((await stores[2].ClaimAsync(Work.Claim("k"), CancellationToken.None)).Busy);
        Assert.True(await stores[0].MarkSendingAsync(token, CancellationToken.None));
        await stores[2].TestAsync(CancellationToken.None);
        Assert.True(await stores[0].RecordAsync(Work.Accepted(token, "task-1")));

        Assert.Equal("task-1", (await stores[2].ClaimAsync(Work.Claim("k"), CancellationToken.None)).Existing?.GatewayId);
        Assert.InRange((await stores[2].TestAsync(CancellationToken.None)).ClockDifference.TotalMinutes, -61, -59);
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

    private static List<System.Data.Common.DbConnection> HoldAll(StorePlace place)
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        var held = new List<System.Data.Common.DbConnection>();
        var text = new Npgsql.NpgsqlConnectionStringBuilder(place.Direct) { Pooling = false }.ToString();
        while (true)
        {
            var connection = new Npgsql.NpgsqlConnection(text);
            try
            {
                connection.Open();
                held.Add(connection);
            }
            catch (Npgsql.PostgresException error) when (error.SqlState is "53300")
            {
                return held;
            }
        }
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
