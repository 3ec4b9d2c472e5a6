using NanoBanana.Benchmarks.Hosts;
using NanoBanana.Benchmarks.Reporting;
using NanoBanana.Client;
using NanoBanana.Client.Journal;
using static System.FormattableString;

namespace NanoBanana.Benchmarks.Overhead;

/// <summary>What a complete task costs through the core, against a bare HttpClient that makes the same exchanges.</summary>
internal static class OverheadCase
{
    private const int Count = 300;
    private const int Rounds = 9;
    private const int WarmUps = 8;
    private const int QueriesPerTask = 3;
    private const double MostCpu = 1.5;
    private const double MostBytes = 2;

    private const string Bare = "bare HttpClient";
    private const string Careful = "the same, each file hashed and flushed";
    private const string NoJournal = "core without a journal";
    private const string InMemory = "core, journal in memory";
    private const string Core = "core, journal on disk";

    /// <summary>A folder whose files are in memory: what a journal still costs there is not the disk's.</summary>
    private const string MemoryFolder = "/dev/shm";

    private static readonly string[] Names = [Bare, Careful, NoJournal, .. Directory.Exists(MemoryFolder) ? (string[])[InMemory] : [], Core];

    /// <returns>0 if the goals are met.</returns>
    public static async Task<int> RunAsync()
    {
        // each task is shown as running, as waiting, then as it is: three queries, whatever the moment
        using var gateway = await GatewayProcess.StartAsync(TimeSpan.Zero, "state-backwards");
        using var bare = new BareLoop(gateway);
        var disk = Directory.CreateTempSubdirectory("nanobanana-benchmark-").FullName;
        var results = Directory.CreateTempSubdirectory("nanobanana-benchmark-").FullName;
        var homes = new Dictionary<string, string>(StringComparer.Ordinal) { [Core] = disk, [InMemory] = Path.Combine(MemoryFolder, Path.GetFileName(disk)) };

        // a process has one journal for all tasks, so it is opened in the warm-up
        var users = Names.ToDictionary(name => name, name => gateway.Client(ProviderNames.Apikley, homes.TryGetValue(name, out var home) ? new TaskJournal(home) : null), StringComparer.Ordinal);
        var rounds = Names.ToDictionary(name => name, _ => new List<Spent>(), StringComparer.Ordinal);
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            // each comes first as often as the others
            foreach (var name in Names.Select((_, i) => Names[(i + round) % Names.Length]))
            {
                var spent = await RoundAsync(results, name, round, gateway, bare, users[name]);
                if (round >= WarmUps)
                {
                    rounds[name].Add(spent);
                }
            }
        }

        Directory.Delete(results, recursive: true);
        foreach (var (name, user) in users.Where(each => homes.ContainsKey(each.Key)))
        {
            user.Options.Journal!.Close();
            Directory.Delete(homes[name], recursive: true);
        }

        var queries = (double)await gateway.CallsAsync(ProviderNames.Apikley, "query") / (Count * (WarmUps + Rounds) * Names.Length);
        return queries == QueriesPerTask ? await ReportAsync(rounds) : throw new InvalidOperationException($"{queries} queries a task.");
    }

    private static async Task<int> ReportAsync(Dictionary<string, List<Spent>> rounds)
    {
        var table = new Table("overhead", Invariant($"A complete task: one submit, {QueriesPerTask} queries, one download of 1 MB"), "client", "CPU, ms a task", "of the bare loop", "allocated, kB a task", "of the bare loop's", "wall, ms a task");
        foreach (var (name, spent) in rounds)
        {
            table.Add(
                name,
                Invariant($"{Median.Of(spent, each => each.Cpu.TotalMilliseconds / Count):0.00}"),
                Invariant($"{Median.Ratio(spent, rounds[Bare], each => each.Cpu.TotalMilliseconds):0.00}"),
                Invariant($"{Median.Of(spent, each => each.Bytes / 1e3 / Count):0.0}"),
                Invariant($"{Median.Ratio(spent, rounds[Bare], each => each.Bytes):0.00}"),
                Invariant($"{Median.Of(spent, each => each.Wall.TotalMilliseconds / Count):0.00}"));
        }

        var (flushed, written) = await FlushCost.MeasureAsync();
        table.Note(Invariant($"{Count} tasks per round, {TaskRun.AtOnce} at the same time, {Rounds} rounds in turns in one process after {WarmUps} rounds of warm-up, in which the code is compiled and the store is made; a ratio is the median of the rounds' ratios. The gateway is the emulator's Apikley in another process; it decides that there are {QueriesPerTask} queries, and no time is spent on waiting between them. CPU is that of all threads, user and kernel."));
        table.Note("The bare loop writes the image to a file and does nothing else; the second one does the least that a file needs which is known to be whole and to stay, and so bounds what the core can reach. The core checks each request, classes each reply, redacts, keeps the account's limits, sees whether the image is whole, sums it up, flushes it to the disk, moves it into place, and makes six writes per task to the store.");
        table.Note(Invariant($"The journal's flush by itself: an append of 400 bytes takes {flushed.Wall.TotalMilliseconds:0.000} ms and {flushed.Cpu.TotalMilliseconds:0.000} ms of CPU with a flush to the disk, {written.Wall.TotalMilliseconds:0.000} ms and {written.Cpu.TotalMilliseconds:0.000} ms of CPU without. Records that wait at the same time share one."));
        table.Note(Invariant($"Goals, with the journal on disk: at most {MostCpu} times the CPU, at most {MostBytes} times the bytes."));
        await table.WriteAsync();
        return Median.Ratio(rounds[Core], rounds[Bare], each => each.Cpu.TotalMilliseconds) <= MostCpu
            && Median.Ratio(rounds[Core], rounds[Bare], each => each.Bytes) <= MostBytes ? 0 : 1;
    }

    private static async Task<Spent> RoundAsync(string root, string name, int round, GatewayProcess gateway, BareLoop bare, (Profile Profile, ClientOptions Options) user)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, FormattableString.Invariant($"{round}-{name}"))).FullName;
        var spent = await Spent.OnAsync(() => name is Bare or Careful
            ? Parallel.ForAsync(0, Count, new ParallelOptions { MaxDegreeOfParallelism = TaskRun.AtOnce }, async (number, _) => await bare.RunAsync(number, folder, name is Careful))
            : TaskRun.RunAsync(gateway, user, round * Count, Count, folder));
        var files = Directory.GetFiles(folder, "*.png");
        foreach (var file in files)
        {
            // emptied, and deleted at the end: an ext4 without a journal looks at each recently deleted file before it makes a new one
            await File.WriteAllBytesAsync(file, []);
        }

        return files.Length == Count ? spent : throw new InvalidOperationException($"{name} wrote {files.Length} of {Count} files.");
    }
}
