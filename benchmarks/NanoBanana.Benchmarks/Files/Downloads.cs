using System.Globalization;
using NanoBanana.Benchmarks.Reporting;
using static System.FormattableString;

namespace NanoBanana.Benchmarks.Files;

/// <summary>A large batch of results from loopback, against a bare loop over the same links.</summary>
internal static class Downloads
{
    private const int Count = 500;
    private const int Many = 2000;
    private const int Rounds = 9;
    private const double Megabytes = 1.5;
    private const double LeastRatio = 0.8;

    private static readonly string[] Names = [DownloadContestants.Bare, DownloadContestants.Flushed, DownloadContestants.Ours];

    /// <param name="args">None are taken.</param>
    /// <returns>0 if the goals are met.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        using var host = ChildProcess.Start("download-host");
        try
        {
            return await MeasureAsync(new Uri((await host.StandardOutput.ReadLineAsync())!));
        }
        finally
        {
            host.StandardInput.Close();
            await host.WaitForExitAsync();
        }
    }

    private static async Task<int> MeasureAsync(Uri host)
    {
        var rounds = Names.ToDictionary(name => name, _ => new List<Spent>(), StringComparer.Ordinal);
        for (var round = 0; round <= Rounds; round++)
        {
            // each comes first as often as the others; the first round warms up
            foreach (var name in Names.Select((_, i) => Names[(i + round) % Names.Length]))
            {
                var measured = await RoundAsync(name, host);
                if (round > 0)
                {
                    rounds[name].Add(measured);
                }
            }
        }

        var table = new Table("downloads", "Downloads: 500 images of 1.5 MB from loopback, 8 at the same time", "client", "MB/s, median", "slowest", "fastest", "of the bare loop", "of the flushed loop", "CPU, ms an image", "memory growth at 500 images, MB", "at 2,000 images, MB");
        foreach (var name in Names)
        {
            Add(table, name, rounds, await GrowthAsync(name, host, Count), await GrowthAsync(name, host, Many));
        }

        var ratio = Ratio(rounds, DownloadContestants.Ours, DownloadContestants.Bare);
        table.Note(Invariant($"{Rounds} rounds each, in turns, in one process after a warm-up; a ratio is the median of the rounds' ratios. The host is the emulator's in another process; the images are PNG noise."));
        table.Note("ImageSaver reads each file a second time to see whether it is whole and to sum it up (XXH64), flushes it to the disk before it gets its name, and writes two records to the journal. The bare loop does none of it, and the second one flushes.");
        table.Note("Memory: the largest working set of a fresh process over the whole batch, less the working set before its first download; so it counts the code that is loaded, too.");
        table.Note(Invariant($"Goal: at least {LeastRatio} of the bare loop."));
        await table.WriteAsync();
        return ratio >= LeastRatio ? 0 : 1;
    }

    private static void Add(Table table, string name, Dictionary<string, List<Spent>> rounds, double growth, double ofMany) => table.Add(
        name,
        Invariant($"{Median.Of(rounds[name], Rate):0}"),
        Invariant($"{rounds[name].Min(Rate):0}"),
        Invariant($"{rounds[name].Max(Rate):0}"),
        Invariant($"{Ratio(rounds, name, DownloadContestants.Bare):0.00}"),
        Invariant($"{Ratio(rounds, name, DownloadContestants.Flushed):0.00}"),
        Invariant($"{Median.Of(rounds[name], each => each.Cpu.TotalMilliseconds / Count):0.00}"),
        Invariant($"{growth:0.0}"),
        Invariant($"{ofMany:0.0}"));

    private static double Ratio(Dictionary<string, List<Spent>> rounds, string name, string against) =>
        Median.Ratio(rounds[name], rounds[against], Rate);

    private static double Rate(Spent round) => Count * Megabytes / round.Wall.TotalSeconds;

    private static async Task<Spent> RoundAsync(string name, Uri host)
    {
        var folder = Directory.CreateTempSubdirectory("nanobanana-benchmark-").FullName;
        var measured = await Spent.OnAsync(() => DownloadContestants.RunAsync(name, Count, host, folder));
        var files = Directory.GetFiles(folder, "*.png").Length;
        Directory.Delete(folder, recursive: true);
        return files == Count ? measured : throw new InvalidOperationException($"{name} wrote {files} of {Count} files.");
    }

    private static async Task<double> GrowthAsync(string name, Uri host, int count)
    {
        using var child = ChildProcess.Start("download-memory", name, host.AbsoluteUri, count.ToString(CultureInfo.InvariantCulture));
        var bytes = await child.StandardOutput.ReadLineAsync();
        await child.WaitForExitAsync();
        return double.Parse(bytes!, CultureInfo.InvariantCulture) / 1e6;
    }
}
