using NanoBanana.Benchmarks.Reporting;
using NanoBanana.Client.Durations;
using NanoBanana.Client.Pricing;

namespace NanoBanana.Benchmarks.Waiting;

/// <summary>The schedule of queries alone, on a simulated clock: what learning gains, depending on how much durations vary.</summary>
internal static class PolicyCase
{
    private const int Taught = 50;
    private const int Tasks = 1000;

    private static readonly double[] Intervals = [0.25, 0.5, 1, 2, 5, 10];
    private static readonly double[] Spreads = [0.1, 0.2, 0.3, 0.5];
    private static readonly double[] Costs = [.. Enumerable.Range(0, 60).Select(i => 0.0001 * Math.Pow(1.25, i))];

    /// <returns>Always 0: there is no goal.</returns>
    public static async Task<int> RunAsync()
    {
        var table = new Table("waiting-schedule", FormattableString.Invariant($"What the learned schedule gains over fixed intervals, by the spread of durations; median 12 s, {Taught} tasks of learning"), ["spread", .. Intervals.Select(each => FormattableString.Invariant($"every {each} s"))]);
        foreach (var spread in Spreads)
        {
            table.Add([FormattableString.Invariant($"{spread}, learned"), .. Row(spread, Taught)]);
            table.Add([FormattableString.Invariant($"{spread}, known"), .. Row(spread, 128)]);
        }

        table.Note("A cell: by how much fewer requests for the same lag, or less lag for the same requests, whichever is more; 2 is the goal. Simulated: a request takes no time.");
        table.Note("Known: after as many tasks as the model keeps. With a spread of 0.5, as with any distribution that forgets its age, no schedule of questions that only learns \"not yet\" gains twice: where the hazard is even, even intervals are the best ones.");
        await table.WriteAsync();
        return 0;
    }

    private static IEnumerable<string> Row(double spread, int taught)
    {
        var random = new Random(1);
        double Draw() => 12 * Math.Exp(spread * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        var model = new DurationModel(isEmulated: false);
        for (var i = 0; i < taught; i++)
        {
            model.Learn(TimeSpan.FromSeconds(Draw()));
        }

        var tasks = Enumerable.Range(0, Tasks).Select(_ => Draw()).ToList();
        var ours = Costs.Select(cost => Ask(tasks, alive => model.NextAfter(TimeSpan.FromSeconds(alive), TimeSpan.FromSeconds(cost)).TotalSeconds)).ToList();
        foreach (var interval in Intervals)
        {
            var (requests, lag) = Ask(tasks, alive => alive + interval);
            var fewer = ours.Where(each => each.Lag <= lag).Select(each => requests / each.Requests).DefaultIfEmpty().Max();
            var sooner = ours.Where(each => each.Requests <= requests).Select(each => lag / each.Lag).DefaultIfEmpty().Max();
            yield return FormattableString.Invariant($"{Math.Max(fewer, sooner):0.00}");
        }
    }

    private static (double Requests, double Lag) Ask(List<double> tasks, Func<double, double> next)
    {
        double requests = 0, lag = 0;
        foreach (var task in tasks)
        {
            var at = 0d;
            do
            {
                at = next(at);
                requests++;
            }
            while (at < task);
            lag += at - task;
        }

        return (requests / tasks.Count, lag / tasks.Count);
    }
}
