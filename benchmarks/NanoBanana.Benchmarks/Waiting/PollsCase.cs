using NanoBanana.Benchmarks.Reporting;
using NanoBanana.Client.Durations;
using NanoBanana.Client.Waiting;
using NanoBanana.Emulation;
using static System.FormattableString;

namespace NanoBanana.Benchmarks.Waiting;

/// <summary>Adaptive polling against fixed intervals: the same tasks of the emulator, all contenders at the same time.</summary>
internal static class PollsCase
{
    private const int Taught = 50;
    private const int Tasks = 100;
    private const double MedianSeconds = 12;
    private const double Spread = 0.2;

    private static readonly double[] Intervals = [0.25, 0.5, 1, 2, 3, 5, 7, 10];
    private static readonly double[] Costs = [0.003, 0.006, 0.01, 0.02, 0.04, 0.1, 0.25, 0.6, 1.2, 3];

    /// <returns>0 if each interval is beaten.</returns>
    public static async Task<int> RunAsync()
    {
        var free = new WatchOptions { ThrottleLimit = 64, MostQueriesPerSecond = int.MaxValue };
        using var run = new EmulatorRun(new EmulatorOptions { TaskDuration = TimeSpan.FromSeconds(MedianSeconds), DurationSpread = Spread, Seed = 1 });
        var book = new LearnedDurations();
        await new Contender("lessons", free with { Durations = book }).WatchAsync(run, await run.SubmitAsync(Taught), await run.EndsAsync());

        var fixedOnes = Intervals.Select(each => new Contender(Invariant($"every {each} s"), free with { PollInterval = TimeSpan.FromSeconds(each) })).ToList();
        var ours = new List<Contender>();
        foreach (var cost in Costs)
        {
            ours.Add(new Contender(Invariant($"adaptive, a request for {cost} s"), free with { RequestCost = TimeSpan.FromSeconds(cost), Durations = await CopyAsync(run, book) }));
        }

        var tasks = await run.SubmitAsync(Tasks);
        var ends = await run.EndsAsync();
        await Task.WhenAll(fixedOnes.Concat(ours).Select(each => each.WatchAsync(run, tasks, ends)));

        var table = new Table("waiting-polls", Invariant($"Polling {Tasks} tasks of the emulator, log-normal with median {MedianSeconds} s and spread {Spread}, after {Taught} tasks of learning"), "contender", "requests a task", "mean lag, s", "beaten by");
        var isBeaten = true;
        foreach (var each in fixedOnes)
        {
            var winner = ours.Find(one => Contender.Beats(one.Requests, one.Lag, each.Requests, each.Lag));
            isBeaten &= winner is not null;
            table.Add(each.Name, Invariant($"{each.Requests:0.00}"), Invariant($"{each.Lag:0.000}"), winner?.Name ?? "none");
        }

        ours.ForEach(each => table.Add(each.Name, Invariant($"{each.Requests:0.00}"), Invariant($"{each.Lag:0.000}"), string.Empty));
        table.Note("All contenders watch the same tasks at the same time, each by its own requests over loopback; the emulator runs in the same process. Lag: from the task's end by the emulator's clock until the result is taken from the watch.");
        table.Note("Beaten: half of the requests for at most the same lag, or at most the same requests for half of the lag. The usual price of a request is 0.1 s.");
        await table.WriteAsync();
        return isBeaten ? 0 : 1;
    }

    // each contender continues learning by itself, from the same durations
    private static async Task<LearnedDurations> CopyAsync(EmulatorRun run, LearnedDurations book)
    {
        var copy = new LearnedDurations();
        var sample = (await run.SubmitAsync(1))[0];
        copy.Of(sample, isEmulated: false).LearnFrom(book.Of(sample, isEmulated: false));
        return copy;
    }
}
