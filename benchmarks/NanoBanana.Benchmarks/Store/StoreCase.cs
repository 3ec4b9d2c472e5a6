using System.Globalization;
using Microsoft.Data.Sqlite;
using NanoBanana.Benchmarks.Hosts;
using NanoBanana.Benchmarks.Reporting;
using NanoBanana.Benchmarks.Scale;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Journal;

namespace NanoBanana.Benchmarks.Store;

/// <summary>What it takes to find something in a store of many tasks.</summary>
internal static class StoreCase
{
    private const int Tasks = 100_000;
    private const int Seed = 200;

    /// <returns>0 if the goals are met.</returns>
    public static async Task<int> RunAsync()
    {
        using var gateway = await GatewayProcess.StartAsync(StreamRun.TaskDuration);
        var home = Directory.CreateTempSubdirectory("nanobanana-benchmark-").FullName;
        var journal = new TaskJournal(home);
        await StreamRun.RunAsync(gateway, Seed, journal);
        foreach (var entry in journal.Read())
        {
            await journal.ReviewAsync(entry.Task, new ImageReview(1, ReviewDecisions.Approved, Note: null, entry.IntendedAt));
        }

        journal.Close();
        Fill(Path.Combine(home, "store.db"));
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["NANOBANANA_HOME"] = home, ["BENCH_MODULE"] = Script.Module };
        var (output, _) = await Script.PwshAsync($"& '{Path.Combine(Repository.Root, "benchmarks", "NanoBanana.Benchmarks", "Store", "store.ps1")}'", variables);
        Directory.Delete(home, recursive: true);

        var table = new Table("store", FormattableString.Invariant($"What it takes to find something among {Tasks:N0} tasks, in PowerShell"), "what", "median", "goal");
        var isMet = true;
        foreach (var cells in output.Split('\n').Select(line => line.Trim().Split('|')))
        {
            var (value, goal) = (double.Parse(cells[1], CultureInfo.InvariantCulture), double.Parse(cells[2], CultureInfo.InvariantCulture));
            isMet &= value <= goal;
            table.Add(cells[0], FormattableString.Invariant($"{value:0.0} {cells[3]}"), FormattableString.Invariant($"{goal:0} {cells[3]}"));
        }

        table.Note(FormattableString.Invariant($"The store is a SQLite file: {Seed} tasks that were submitted, and copies of them with other ids; one in 1,000 is pending, and one in 1,000 was decided on. The first command of a process also opens the store; all others are warm, 20 times each."));
        await table.WriteAsync();
        return isMet ? 0 : 1;
    }

    // submitting this many takes minutes, and finding them does not depend on how they were added
    private static void Fill(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat(name, ', ') FROM pragma_table_info('nb_tasks') WHERE name NOT IN ('seq', 'intent', 'work_key', 'gateway_id', 'state', 'review', 'scope')";
        var columns = (string)command.ExecuteScalar()!;
        command.CommandText = FormattableString.Invariant($$"""
            UPDATE nb_tasks SET scope = '';
            WITH RECURSIVE copies(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM copies WHERE i < {{(Tasks / Seed) - 1}})
            INSERT INTO nb_tasks (intent, work_key, gateway_id, state, review, scope, {{columns}})
            SELECT lower(hex(randomblob(16))), lower(hex(randomblob(32))), lower(hex(randomblob(10))),
                CASE WHEN abs(random()) % 1000 = 0 THEN 'Pending' ELSE state END, CASE WHEN abs(random()) % 1000 = 0 THEN 'Approved' END, '', {{columns}}
            FROM nb_tasks, copies;
            UPDATE nb_spending SET scope = '';
            """);
        command.ExecuteNonQuery();
    }
}
