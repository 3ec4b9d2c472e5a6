using NanoBanana.Client.Waiting;
using Xunit.Abstractions;

namespace NanoBanana.Client.Tests.Waiting;

/// <summary>When tasks are asked for, once their durations were learned: the same tasks under fixed intervals, on a clock of arithmetic.</summary>
public sealed class PollPolicyTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(100);
    private static readonly double[] Intervals = [0.25, 0.5, 1, 2, 3, 5, 7, 10];
    private static readonly double[] Costs = [0.0001, 0.0003, 0.001, 0.003, 0.006, 0.01, 0.02, 0.03, 0.06, 0.1, 0.2, 0.4, 0.7, 1, 1.5, 2, 3, 5, 8, 12];

    [Theory]
    [InlineData(12, 0.1)]
    [InlineData(12, 0.15)]
    [InlineData(12, 0.2)]
    [InlineData(12, 0.3)]
    [InlineData(30, 0.15)]
    [InlineData(30, 0.2)]
    [InlineData(30, 0.3)]
    [InlineData(30, 0.5)]
    [InlineData(2, 0.5)]
    public void Curves(double median, double sigma)
    {
        var random = new Random(1);
        double Draw() => median * Math.Exp(sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        var model = new DurationModel(isEmulated: false);
        for (var i = 0; i < 50; i++)
        {
            model.Learn(TimeSpan.FromSeconds(Draw()));
        }

        var tasks = Enumerable.Range(0, 500).Select(_ => Draw()).ToList();
        (double Requests, double Lag) Run(Func<double, double> next)
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

        var ours = Costs.Select(cost => (cost, Run(alive => model.NextAfter(TimeSpan.FromSeconds(alive), TimeSpan.FromSeconds(cost)).TotalSeconds))).ToList();
        foreach (var (cost, run) in ours)
        {
            output.WriteLine($"ours  cost {cost,6:0.000}: {run.Requests,7:0.00} {run.Lag,7:0.000}");
        }

        foreach (var interval in Intervals)
        {
            var run = Run(alive => alive + interval);
            var best = ours.Select(each => Math.Min(Math.Max(each.Item2.Requests / run.Requests * 2, each.Item2.Lag / run.Lag), Math.Max(each.Item2.Requests / run.Requests, each.Item2.Lag / run.Lag * 2))).Min();
            output.WriteLine($"fixed {interval,5:0.00}: {run.Requests,7:0.00} {run.Lag,7:0.000}  best {best:0.00}");
        }
    }
}
