using System.Globalization;
using NanoBanana.Benchmarks.Reporting;
using static System.FormattableString;

namespace NanoBanana.Benchmarks.Uploads;

/// <summary>A large batch of local files through HTTP PUT on loopback, against a bare loop over the same files.</summary>
internal static class UploadsCase
{
    private const int Count = 200;
    private const int Bytes = 2_000_000;
    private const int Rounds = 11;
    private const double LeastRatio = 0.7;
    private const double MostMegabytes = 60;

    /// <returns>0 if the goals are met.</returns>
    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("nanobanana-benchmark-").FullName;
        using var host = ChildProcess.Start("upload-host");
        try
        {
            var server = new Uri((await host.StandardOutput.ReadLineAsync())!);
            return await MeasureAsync(folder, BigPhotos.Make(folder, Count, Bytes), server);
        }
        finally
        {
            host.StandardInput.Close();
            await host.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> MeasureAsync(string folder, IReadOnlyList<string> files, Uri server)
    {
        var rounds = Contestants.All.ToDictionary(name => name, _ => new List<Spent>(), StringComparer.Ordinal);
        for (var round = 0; round <= Rounds; round++)
        {
            // each begins as often as the others; the first round warms up
            foreach (var name in Contestants.All.Select((_, i) => Contestants.All[(i + round) % Contestants.All.Count]))
            {
                var measured = await Spent.OnAsync(() => Contestants.RunAsync(name, files, server));
                if (round > 0)
                {
                    rounds[name].Add(measured);
                }
            }
        }

        var table = new Table("uploads", "Uploads: 200 files of 2 MB by HTTP PUT on loopback, 8 at the same time", "client", "MB/s, median", "slowest", "fastest", "of the bare loop", "CPU, ms a file", "peak memory growth, MB");
        var (ratio, growth) = (0.0, 0.0);
        foreach (var name in Contestants.All)
        {
            // the last one is ours
            ratio = Median.Ratio(rounds[name], rounds[Contestants.Bare], Rate);
            growth = await GrowthAsync(name, folder, server);
            Add(table, name, rounds[name], ratio, growth);
        }

        table.Note(Invariant($"{Rounds} rounds each, in turns, in one process after a warm-up; the ratio is the median of the rounds' ratios. The server is the emulator's host in another process. The files lie in the system's file cache."));
        table.Note("The client reads each file twice: once to check its structure and to hash it before anything is sent, and once while it is sent, when a checksum is compared. The bare loop reads it once and checks nothing; the one that names files by their hash does the least that upload-once needs. One SHA-256 is the larger part of the difference.");
        table.Note("Memory: the largest working set of a fresh process over the whole batch, less the working set before its first upload; so it counts the code that is loaded, too.");
        table.Note(Invariant($"Goals: at least {LeastRatio} of the bare loop, less than {MostMegabytes} MB."));
        await table.WriteAsync();
        return ratio >= LeastRatio && growth < MostMegabytes ? 0 : 1;
    }

    private static void Add(Table table, string name, List<Spent> rounds, double ratio, double growth) => table.Add(
        name,
        Invariant($"{Median.Of(rounds, Rate):0}"),
        Invariant($"{rounds.Min(Rate):0}"),
        Invariant($"{rounds.Max(Rate):0}"),
        Invariant($"{ratio:0.00}"),
        Invariant($"{Median.Of(rounds, each => each.Cpu.TotalMilliseconds / Count):0.00}"),
        Invariant($"{growth:0.0}"));

    private static double Rate(Spent round) => (double)Count * Bytes / 1e6 / round.Wall.TotalSeconds;

    private static async Task<double> GrowthAsync(string name, string folder, Uri server)
    {
        using var child = ChildProcess.Start("upload-memory", name, folder, server.AbsoluteUri);
        var bytes = await child.StandardOutput.ReadLineAsync();
        await child.WaitForExitAsync();
        return double.Parse(bytes!, CultureInfo.InvariantCulture) / 1e6;
    }
}
