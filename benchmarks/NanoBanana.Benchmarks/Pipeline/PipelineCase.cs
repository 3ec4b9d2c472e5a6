using System.Globalization;
using NanoBanana.Benchmarks.Hosts;
using NanoBanana.Benchmarks.Reporting;
using static System.FormattableString;

namespace NanoBanana.Benchmarks.Pipeline;

/// <summary>A batch through the cmdlets, against what one would write without them, all on the same emulator.</summary>
internal static class PipelineCase
{
    private const int DefaultCount = 2000;
    private const double LeastOfLoop = 2;
    private const double LeastOfParallel = 10;

    private static readonly TimeSpan TaskDuration = TimeSpan.FromSeconds(1);

    private static readonly Contestant Ours = new("the module: New, Wait, Save", "pwsh", "module.ps1");
    private static readonly Contestant Loop = new("Invoke-RestMethod in a loop", "pwsh", "loop.ps1");
    private static readonly Contestant Parallel = new("ForEach-Object -Parallel, 20 at once", "pwsh", "parallel.ps1", Rounds: 1);

    private static readonly Contestant[] All =
    [
        Ours,
        Loop,
        Parallel,
        new("the gateway's Python sample (requests)", "python3", "sample.py"),
        new("the same, 20 threads", "python3", "sample.py", Workers: 20, Rounds: 1),
        new("the gateway's JavaScript sample (fetch)", "node", "sample.mjs"),
        new("the same, 20 at once", "node", "sample.mjs", Workers: 20, Rounds: 1),
    ];

    /// <param name="args">The number of items; 2,000 by default.</param>
    /// <returns>0 if the goals are met.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultCount;
        var table = new Table("pipeline", Invariant($"{count:N0} edits, from the prompt to the file"), "client", "CPU, ms a task", "CPU of the module's", "wall, s", "wall of the module's");
        var present = new List<Contestant>();
        foreach (var each in All)
        {
            if (await each.MissingAsync() is { } missing)
            {
                table.Note($"Skipped: {each.Name}, for want of {missing}.");
            }
            else
            {
                present.Add(each);
            }
        }

        var runs = present.ToDictionary(each => each, _ => new List<(TimeSpan Wall, TimeSpan Cpu)>());
        var folder = Directory.CreateTempSubdirectory("nanobanana-benchmark-");
        for (var round = 0; round < present.Max(each => each.Rounds); round++)
        {
            foreach (var each in present.Where(each => each.Rounds > round))
            {
                // one emulator each: none has the tasks of another one in its memory
                using var gateway = await GatewayProcess.StartAsync(TaskDuration);
                runs[each].Add(await each.RunAsync(gateway, count, folder.CreateSubdirectory(Invariant($"{round}-{present.IndexOf(each)}")).FullName));
            }
        }

        var results = runs.ToDictionary(each => each.Key, each => (
            Wall: TimeSpan.FromSeconds(Median.Of(each.Value, run => run.Wall.TotalSeconds)),
            Cpu: TimeSpan.FromSeconds(Median.Of(each.Value, run => run.Cpu.TotalSeconds))));

        // at the end, as a file system is slower with what was deleted just before
        folder.Delete(recursive: true);

        var ours = results.TryGetValue(Ours, out var own) ? own : throw new InvalidOperationException("This case needs pwsh.");
        foreach (var (each, (wall, cpu)) in results)
        {
            table.Add(each.Name, Invariant($"{cpu.TotalMilliseconds / count:0.00}"), Invariant($"{cpu / ours.Cpu:0.0}"), Invariant($"{wall.TotalSeconds:0.0}"), Invariant($"{wall / ours.Wall:0.0}"));
        }

        table.Note(Invariant($"The medians of {Ours.Rounds} rounds in turns, of one for those that take minutes, each in a fresh process whose start counts, against an emulator of its own in another process whose CPU does not count. A task takes {TaskDuration.TotalSeconds} s; who asks and finds it not ended asks again {Contestant.Pause.TotalMilliseconds:0} ms later, as often as the gateways' pages advise for tasks of their length; the module learns when to ask, and asks an emulator without the limit of queries a second that it keeps to at a gateway. The image is a JPEG of 1024 x 1024 pixels, painted when it is fetched."));
        table.Note("Those that do one call at a time submit everything, then ask for each task and fetch its image: the tasks run meanwhile. None of them keeps a journal, repeats a failed call, or looks at what it saves. The scripts are in benchmarks/Contestants, the samples after the gateway's own page.");
        table.Note(Invariant($"Goals: {LeastOfParallel} times less CPU than ForEach-Object -Parallel, {LeastOfLoop} times less than the loop, and the shortest wall time of all."));
        await table.WriteAsync();
        return results[Parallel].Cpu / ours.Cpu >= LeastOfParallel
            && results[Loop].Cpu / ours.Cpu >= LeastOfLoop
            && results.Values.All(each => each.Wall >= ours.Wall) ? 0 : 1;
    }
}
