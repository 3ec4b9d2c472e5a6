using System.Diagnostics;
using System.Globalization;
using NanoBanana.Benchmarks.Reporting;
using NanoBanana.Client.Store;
using NanoBanana.Testing.PostgreSql;
using static System.FormattableString;

namespace NanoBanana.Benchmarks.Intents;

/// <summary>How long a claim takes while several processes write to one store.</summary>
internal static class ClaimLatency
{
    private const int Processes = 8;
    private const int Claims = 300;
    private const double MostPercentile = 250;

    /// <returns>0 if the goal is met.</returns>
    public static async Task<int> RunAsync()
    {
        var table = new Table("claims", Invariant($"A claim while {Processes} processes write to one store"), "store", "processes", "median, ms", "95 %, ms", "slowest, ms", "claims per second");
        var folder = Directory.CreateTempSubdirectory("nanobanana-benchmark-").FullName;
        var isMet = true;
        foreach (var (name, address) in Stores(folder))
        {
            foreach (var processes in new[] { 1, Processes })
            {
                var clock = Stopwatch.StartNew();
                var taken = (await Task.WhenAll(Enumerable.Range(0, processes).Select(_ => ChildAsync(address, folder)))).SelectMany(each => each).Order().ToList();
                var (middle, high) = (taken[taken.Count / 2], taken[taken.Count * 95 / 100]);
                isMet &= high <= MostPercentile;
                table.Add(name, Invariant($"{processes}"), Invariant($"{middle:0.0}"), Invariant($"{high:0.0}"), Invariant($"{taken[^1]:0}"), Invariant($"{taken.Count / clock.Elapsed.TotalSeconds:0}"));
            }
        }

        Directory.Delete(folder, recursive: true);
        table.Note(Invariant($"Each process claims {Claims} pieces of work one after the other, and marks each as sent, as a submit does. The claim alone is timed; claims per second include the start of the processes. Goal: 95 % within {MostPercentile} ms."));
        await table.WriteAsync();
        return isMet ? 0 : 1;
    }

    /// <summary>One of the processes: a line of milliseconds per claim.</summary>
    public static async Task<int> RunChildAsync(string address, string home)
    {
        using var intents = new StoreIntents(address, home);
        await intents.RunAsync(0);
        for (var i = 0; i < Claims; i++)
        {
            var clock = Stopwatch.StartNew();
            var claimed = await intents.ClaimAsync();
            var taken = clock.Elapsed.TotalMilliseconds;
            await intents.MarkAsync(claimed.Claimed!);
            Console.WriteLine(taken.ToString("R", CultureInfo.InvariantCulture));
        }

        return 0;
    }

    private static IEnumerable<(string Name, string Address)> Stores(string folder)
    {
        yield return ("SQLite", Path.Combine(folder, TaskStores.FileName));
        if (ServerTools.Binaries is not null)
        {
            yield return ("PostgreSQL", PostgreSqlServer.OfAll.CreateDatabase(throughBouncer: false));
        }
    }

    private static async Task<IReadOnlyList<double>> ChildAsync(string address, string home)
    {
        using var process = ChildProcess.Start("claimer", address, home);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
    }
}
