using NanoBanana.Benchmarks.Hosts;
using NanoBanana.Benchmarks.Reporting;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Submitting;
using static System.FormattableString;

namespace NanoBanana.Benchmarks.Scale;

/// <summary>What grows with the number of tasks, and what must not: CPU per task, memory, the journal and the time to open it.</summary>
internal static class ScaleCase
{
    private const int WarmUp = 3_000;
    private const double MostCpu = 1.3;
    private const double MostHeapBytes = 2e6;
    private const double MostListMilliseconds = 100;

    /// <summary>The small ones are run more often, for a figure that can be trusted.</summary>
    private static readonly (int Tasks, int Rounds)[] Sizes = [(1_000, 9), (10_000, 3), (100_000, 1)];

    /// <returns>0 if the goals are met.</returns>
    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("nanobanana-benchmark-").FullName;
        try
        {
            return await MeasureAsync(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> MeasureAsync(string folder)
    {
        var table = new Table("scale", "1,000, 10,000 and 100,000 tasks: submitted, watched, journaled", "tasks", "CPU, ms a task", "of 1,000 tasks'", "heap that stays, kB", "largest heap, MB", "tasks a second", "store, MB", "tasks in it", "read whole, ms", "Get-NanoBananaTask -Pending, ms");
        var home = await TasksAsync(WarmUp, Path.Combine(folder, "warm-up"));
        var cpus = new List<double>();
        var isMet = true;
        foreach (var (tasks, rounds) in Sizes)
        {
            var runs = new List<StreamRun>();
            for (var round = 0; round < rounds; round++)
            {
                home = await TasksAsync(tasks, Path.Combine(folder, Invariant($"{tasks}-{round}")));
                runs.Add(home.Run);
            }

            cpus.Add(Median.Of(runs, run => run.Spent.Cpu.TotalMilliseconds / tasks));
            isMet &= cpus[^1] <= cpus[0] * MostCpu && Median.Of(runs, run => run.HeapKept) <= MostHeapBytes;
            var journal = await JournalCost.OfAsync(home.Folder);
            isMet &= !(journal.List >= MostListMilliseconds);
            table.Add([.. Columns(tasks, runs, cpus[^1], cpus[0]), .. journal.Columns]);
        }

        table.Note("Tasks stream: 8 submits and 8 queries at the same time, each task taken from the watch as it ends and dropped; a task takes 200 ms at the emulator's Apikley in another process. One process for all sizes, after a warm-up of 3,000 tasks; a journal of its own each; medians of 9, 3 and 1 rounds. The watch has no limit of queries a second here.");
        table.Note("Heap that stays: the managed heap after all tasks have ended, with client, watch and journal still alive, less that before the first. Largest heap: sampled while they run, garbage included, less the same.");
        table.Note("Read whole: TaskJournal.Read, the median of five. Get-NanoBananaTask -Pending: in a warm PowerShell, the median of five.");
        table.Note(Invariant($"Goals: CPU a task within {MostCpu} of that of 1,000 tasks; heap that stays under {MostHeapBytes / 1e6} MB at any size; what is pending is listed in under {MostListMilliseconds} ms at any size."));
        await table.WriteAsync();
        return isMet ? 0 : 1;
    }

    private static IEnumerable<string> Columns(int tasks, List<StreamRun> runs, double cpu, double first) =>
    [
        Invariant($"{tasks:N0}"),
        Invariant($"{cpu:0.00}"),
        Invariant($"{cpu / first:0.00}"),
        Invariant($"{Median.Of(runs, run => run.HeapKept) / 1e3:0}"),
        Invariant($"{Median.Of(runs, run => run.HeapPeak) / 1e6:0.0}"),
        Invariant($"{Median.Of(runs, run => tasks / run.Spent.Wall.TotalSeconds):0}"),
    ];

    private static async Task<(string Folder, StreamRun Run)> TasksAsync(int count, string home)
    {
        using var gateway = await GatewayProcess.StartAsync(StreamRun.TaskDuration);
        return (home, await StreamRun.RunAsync(gateway, count, new TaskJournal(home)));
    }
}
