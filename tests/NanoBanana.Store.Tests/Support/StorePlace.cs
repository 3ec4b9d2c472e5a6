using System.Data.Common;
using Microsoft.Data.Sqlite;
using NanoBanana.Client.Store;
using NanoBanana.Client.Store.Relational;
using Npgsql;

namespace NanoBanana.Store.Tests.Support;

/// <summary>One place for a store, and as many processes on it as a test wants.</summary>
internal sealed class StorePlace : IDisposable
{
    private const int MostTries = 5_000;

    private readonly List<RelationalStore> _open = [];

    private StorePlace(string address, string direct, string home)
    {
        Address = address;
        Direct = direct;
        Home = home;
    }

    /// <summary>As a user writes it.</summary>
    public string Address { get; }

    /// <summary>Without a pooler.</summary>
    public string Direct { get; }

    /// <summary>The folder of the user's state.</summary>
    public string Home { get; }

    /// <summary>The kinds that can be tried on this machine; what is missing is skipped by name in <see cref="Missing"/>.</summary>
    public static TheoryData<string> Kinds => [.. Names];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["SQLite", .. ServerTools.MissingPostgreSql is null ? ["PostgreSQL"] : Array.Empty<string>(), .. ServerTools.MissingPgBouncer is null ? ["PgBouncer"] : Array.Empty<string>()];

    public static StorePlace Create(string kind)
    {
        var home = Directory.CreateTempSubdirectory("nanobanana-store-").FullName;
        if (kind is "SQLite")
        {
            return new StorePlace(Path.Combine(home, "store.db"), Path.Combine(home, "store.db"), home);
        }

        var text = PostgreSqlServer.OfAll.CreateDatabase(throughBouncer: kind is "PgBouncer");
        return new StorePlace(text, PostgreSqlServer.OfAll.Direct(text), home);
    }

    /// <summary>A database on a server that the test may stop.</summary>
    public static StorePlace On(PostgreSqlServer server)
    {
        var text = server.CreateDatabase(throughBouncer: false);
        return new StorePlace(text, text, Directory.CreateTempSubdirectory("nanobanana-store-").FullName);
    }

    /// <summary>Another process, on this machine or, with a host, on another.</summary>
    public RelationalStore Open(string? host = null, TimeSpan? lease = null, IReadOnlyList<IReadOnlyList<string>>? steps = null, TimeProvider? time = null, TimeSpan? patience = null, TimeSpan? factPatience = null, string? zone = null, IStoreImport? import = null)
    {
        var options = new StoreOptions { Home = Home, Lease = lease ?? TimeSpan.FromMinutes(1), Time = time ?? TimeProvider.System, Patience = patience ?? TimeSpan.FromSeconds(30), FactPatience = factPatience ?? TimeSpan.FromSeconds(30), TimeZone = zone, Import = import };
        var self = new ThisProcess { Host = host ?? Environment.MachineName };
        Database database = TaskStores.IsPostgreSql(Address) ? new Client.Store.PostgreSql.PostgreSqlDatabase(Address) : new Client.Store.Sqlite.SqliteDatabase(Address);
        var store = new RelationalStore(database, options, self, steps);
        _open.Add(store);
        return store;
    }

    /// <summary>A bare connection, past the store.</summary>
    public DbConnection Connect()
    {
        DbConnection connection = TaskStores.IsPostgreSql(Address) ? new NpgsqlConnection(Direct) : new SqliteConnection($"Data Source={Address};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Runs a statement past the store.</summary>
    public int Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    /// <summary>The owner gave no sign of life for an hour.</summary>
    public void Silence(RelationalStore store) => Execute($"UPDATE nb_owners SET seen_at = seen_at - 3600000 WHERE owner = '{store.Owner}'");

    public void Dispose()
    {
        _open.ForEach(store => store.Dispose());

        // a beat that had begun may still be writing there
        var wait = default(SpinWait);
        while (!TryDelete() && wait.Count < MostTries)
        {
            wait.SpinOnce();
        }
    }

    private bool TryDelete()
    {
        try
        {
            Directory.Delete(Home, recursive: true);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
