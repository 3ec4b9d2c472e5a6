using Microsoft.Data.Sqlite;
using NanoBanana.Benchmarks.Reporting;
using NanoBanana.Testing.PostgreSql;
using Npgsql;
using static System.FormattableString;

namespace NanoBanana.Benchmarks.Intents;

/// <summary>How many intents per second become durable, on both stores, beside the least that their databases need for it.</summary>
internal static class IntentsCase
{
    private const int Count = 1_000;
    private const int AtOnce = 8;
    private const int Rounds = 5;

    private const string Lines = "lines of text, flushed";
    private const string BareSqlite = "bare SQLite";
    private const string Sqlite = "store, SQLite";
    private const string BarePostgreSql = "bare PostgreSQL";
    private const string PostgreSql = "store, PostgreSQL";

    /// <returns>0: there is no goal.</returns>
    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("nanobanana-benchmark-").FullName;
        var logs = Logs(folder);
        var rounds = logs.Keys.ToDictionary(name => name, _ => new List<Spent>(), StringComparer.Ordinal);
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var (name, log) in logs)
            {
                var spent = await Spent.OnAsync(() => Parallel.ForAsync(0, Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await log.RunAsync(number)));
                if (round > 0)
                {
                    rounds[name].Add(spent);
                }
            }
        }

        await ReportAsync(rounds);
        foreach (var log in logs.Values)
        {
            log.Dispose();
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static Dictionary<string, IIntentLog> Logs(string folder)
    {
        var logs = new Dictionary<string, IIntentLog>(StringComparer.Ordinal)
        {
            [Lines] = new FlushedLines(Path.Combine(folder, "lines")),
            [BareSqlite] = new BareIntents(new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")}"), "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"),
            [Sqlite] = new StoreIntents(Path.Combine(folder, "store.db"), folder),
        };
        if (ServerTools.Binaries is not null)
        {
            logs[BarePostgreSql] = new BareIntents(new NpgsqlConnection(PostgreSqlServer.OfAll.CreateDatabase(throughBouncer: false)));
            logs[PostgreSql] = new StoreIntents(PostgreSqlServer.OfAll.CreateDatabase(throughBouncer: false), folder);
        }

        return logs;
    }

    private static async Task ReportAsync(Dictionary<string, List<Spent>> rounds)
    {
        var table = new Table("intents", Invariant($"Durable intents: {IIntentLog.Steps} steps each, {AtOnce} at the same time"), "kept in", "intents per second", "of the bare database", "CPU, ms per intent");
        foreach (var (name, spent) in rounds)
        {
            var bare = name == Sqlite ? BareSqlite : name == PostgreSql ? BarePostgreSql : name;
            table.Add(
                name,
                Invariant($"{Median.Of(spent, each => Count / each.Wall.TotalSeconds):0}"),
                Invariant($"{Median.Ratio(rounds[bare], spent, each => each.Wall.TotalSeconds):0.00}"),
                Invariant($"{Median.Of(spent, each => each.Cpu.TotalMilliseconds / Count):0.00}"));
        }

        table.Note(Invariant($"{Count:N0} intents per round, {Rounds} rounds in turns after a warm-up. The steps are: claimed, about to be sent, accepted, ended. Each is on the disk before the next begins; steps that wait at the same time share a transaction or a flush. The CPU is that of this process; PostgreSQL's own is not in it."));
        table.Note("A bare database keeps one row with one index; it knows no caps, no sums of spending, no owners and no lookups. Lines of text are what version 0.1.0 kept: they cannot be claimed by one of several processes.");
        if (!rounds.ContainsKey(PostgreSql))
        {
            table.Note("PostgreSQL is missing on this machine.");
        }

        await table.WriteAsync();
    }
}
