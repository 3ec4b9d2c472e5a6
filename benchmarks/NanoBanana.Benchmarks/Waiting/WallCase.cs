using System.Diagnostics;
using NanoBanana.Benchmarks.Reporting;
using NanoBanana.Client.Durations;
using NanoBanana.Client.Waiting;
using NanoBanana.Emulation;
using static System.FormattableString;

namespace NanoBanana.Benchmarks.Waiting;

/// <summary>The wall time of a wait for 500 tasks, against when the emulator's own schedule has the last one end.</summary>
internal static class WallCase
{
    private const int Tasks = 500;
    private const double MostRatio = 1.10;

    /// <returns>0 if the goal is met.</returns>
    public static async Task<int> RunAsync()
    {
        var table = new Table("waiting-wall", Invariant($"Waiting for {Tasks} tasks, log-normal with median 2 s, 50 running at most"), "spread", "lower bound, s", "wall, s", "ratio", "requests a task", "mean lag, s");
        var isMet = true;
        foreach (var spread in new[] { 0.25, 0.5, 1.0 })
        {
            using var run = new EmulatorRun(new EmulatorOptions { TaskDuration = TimeSpan.FromSeconds(2), DurationSpread = spread, Seed = 1, MaxRunningTasks = 50 });
            var tasks = await run.SubmitAsync(Tasks);
            var ends = await run.EndsAsync();
            var contender = new Contender("ours", new WatchOptions { Durations = new LearnedDurations() });
            var bound = (ends.Values.Max() - TimeProvider.System.GetUtcNow()).TotalSeconds;
            var clock = Stopwatch.StartNew();
            await contender.WatchAsync(run, tasks, ends);
            var wall = clock.Elapsed.TotalSeconds;
            isMet &= wall / bound <= MostRatio;
            table.Add($"{Invariant($"{spread}")}", Invariant($"{bound:0.00}"), Invariant($"{wall:0.00}"), Invariant($"{wall / bound:0.000}"), Invariant($"{contender.Requests:0.00}"), Invariant($"{contender.Lag:0.00}"));
        }

        table.Note("The tasks were submitted before the wait; the lower bound is the end of the last task by the emulator's schedule, from the start of the wait. Nothing was learned before, and all options are those of Wait-NanoBananaTask.");
        table.Note(Invariant($"Goal: a ratio of {MostRatio} at most."));
        await table.WriteAsync();
        return isMet ? 0 : 1;
    }
}
