using System.Diagnostics;
using System.Globalization;
using NanoBanana.Benchmarks.Reporting;

namespace NanoBanana.Benchmarks.Uploads;

/// <summary>A large batch of local files through HTTP PUT on loopback, against a bare loop over the same files.</summary>
internal static class UploadsCase
{
    private const int Count = 200;
    private const int Bytes = 2_000_000;
    private const int Rounds = 11;
    private const double LeastRatio = 0.7;
    private const double MostMegabytes = 60;

    /// <returns>0 where the goals are met.</returns>
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
        var (bare, ours) = (new List<Round>(), new List<Round>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (first, second) = round % 2 == 0 ? (Contestants.Bare, Contestants.Ours) : (Contestants.Ours, Contestants.Bare);
            var (one, two) = (await RoundAsync(first, files, server), await RoundAsync(second, files, server));
            if (round > 0)
            {
                (first == Contestants.Bare ? bare : ours).Add(one);
                (second == Contestants.Bare ? bare : ours).Add(two);
            }
        }

        var ratio = bare.Zip(ours, (one, two) => Rate(two) / Rate(one)).Order().ElementAt(Rounds / 2);
        var growth = await GrowthAsync(Contestants.Ours, folder, server);
        var table = new Table("uploads", "Uploads: 200 files of 2 MB by HTTP PUT on loopback, 8 at the same time", "client", "MB/s, median", "slowest", "fastest", "of the bare loop", "CPU, ms a file", "peak memory growth, MB");
        Add(table, Contestants.Bare, bare, 1, await GrowthAsync(Contestants.Bare, folder, server));
        Add(table, Contestants.Ours, ours, ratio, growth);
        table.Note(Text($"{Rounds} rounds each, in turns, in one process after a warm-up; the ratio is the median of the rounds' ratios. The server is the emulator's host in another process. The files lie in the system's file cache."));
        table.Note("The client reads each file twice: once to check its structure and to hash it before anything is sent, and once while it is sent, when a checksum is compared. The bare loop reads it once and checks nothing.");
        table.Note("Memory: the largest working set of a fresh process over the whole batch, less the working set before its first upload; so it counts the code that is loaded, too.");
        table.Note(Text($"Goals: at least {LeastRatio} of the bare loop, less than {MostMegabytes} MB."));
        await table.WriteAsync();
        return ratio >= LeastRatio && growth < MostMegabytes ? 0 : 1;
    }

    private static void Add(Table table, string name, List<Round> rounds, double ratio, double growth) => table.Add(
        name,
        Text($"{Median(rounds, Rate):0}"),
        Text($"{rounds.Min(Rate):0}"),
        Text($"{rounds.Max(Rate):0}"),
        Text($"{ratio:0.00}"),
        Text($"{Median(rounds, each => each.Cpu.TotalMilliseconds / Count):0.00}"),
        Text($"{growth:0.0}"));

    private static double Rate(Round round) => (double)Count * Bytes / 1e6 / round.Time.TotalSeconds;

    private static async Task<Round> RoundAsync(string name, IReadOnlyList<string> files, Uri server)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        await Contestants.RunAsync(name, files, server);
        var time = clock.Elapsed;
        process.Refresh();
        return new Round(time, process.TotalProcessorTime - cpu);
    }

    private static async Task<double> GrowthAsync(string name, string folder, Uri server)
    {
        using var child = ChildProcess.Start("upload-memory", name, folder, server.AbsoluteUri);
        var bytes = await child.StandardOutput.ReadLineAsync();
        await child.WaitForExitAsync();
        return double.Parse(bytes!, CultureInfo.InvariantCulture) / 1e6;
    }

    private static double Median(List<Round> rounds, Func<Round, double> value) => rounds.Select(value).Order().ElementAt(rounds.Count / 2);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private sealed record Round(TimeSpan Time, TimeSpan Cpu);
}
