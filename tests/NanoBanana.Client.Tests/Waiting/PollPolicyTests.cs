using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Durations;

namespace NanoBanana.Client.Tests.Waiting;

/// <summary>When tasks are asked for, on a clock of arithmetic: what learning gains, and what it must not lose.</summary>
public sealed class PollPolicyTests
{
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(100);
    private static readonly double[] Costs = [0.0001, 0.0003, 0.001, 0.003, 0.006, 0.01, 0.02, 0.03, 0.06, 0.1, 0.2, 0.4, 0.7, 1, 1.5, 2, 3, 5, 8, 12];

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(10)]
    public void After_50_tasks_half_the_requests_do_for_the_lag_of_a_fixed_interval_or_the_lag_halves(double interval)
    {
        var random = new Random(1);
        var model = Taught(random, count: 50, median: 12, sigma: 0.2);
        var tasks = Enumerable.Range(0, 500).Select(_ => LogNormal(random, 12, 0.2)).ToList();

        var (requests, lag) = Ask(tasks, alive => alive + interval);
        var ours = Costs.Select(cost => Ask(tasks, alive => Next(model, alive, TimeSpan.FromSeconds(cost))));

        Assert.Contains(ours, each => (each.Requests <= requests / 2 && each.Lag <= lag) || (each.Requests <= requests && each.Lag <= lag / 2));
    }

    [Fact]
    public void Tasks_that_take_the_same_time_each_are_asked_for_once_or_twice()
    {
        var model = new DurationModel(isEmulated: false);
        Enumerable.Repeat(0, 50).ToList().ForEach(_ => model.Learn(TimeSpan.FromSeconds(40)));

        var (requests, lag) = Ask([40], alive => Next(model, alive, Usual));

        Assert.InRange(requests, 1, 5);
        Assert.InRange(lag, 0, 1);
    }

    [Fact]
    public void What_was_learned_is_forgotten_when_tasks_become_quicker()
    {
        var random = new Random(1);
        var model = Taught(random, count: 200, median: 20, sigma: 0.2);
        for (var i = 0; i < 50; i++)
        {
            model.Learn(TimeSpan.FromSeconds(LogNormal(random, 3, 0.2)));
        }

        Assert.InRange(Next(model, 0, Usual), 0.5, 4);
    }

    [Theory]
    [InlineData(60, 2, 6)]
    [InlineData(600, 5, 20)]
    [InlineData(86_400, 29, 31)]
    public void Beyond_all_experience_the_questions_become_rarer(double age, double least, double most)
    {
        var model = Taught(new Random(1), count: 50, median: 2, sigma: 0.2);

        Assert.InRange(Next(model, age, Usual) - age, least, most);
    }

    [Fact]
    public void Unseen_ends_teach_the_likely_middle_not_the_time_of_the_question()
    {
        var random = new Random(1);
        var model = new DurationModel(isEmulated: false);
        for (var i = 0; i < 300; i++)
        {
            var (ends, alive, at) = (LogNormal(random, 12, 0.2), 0d, Next(model, 0, Usual));
            while (at < ends)
            {
                (alive, at) = (at, Next(model, at, Usual));
            }

            model.LearnBetween(TimeSpan.FromSeconds(alive), TimeSpan.FromSeconds(at));
        }

        Assert.InRange(model.LikelyEnd(TimeSpan.Zero).TotalSeconds, 12, 19);
        Assert.InRange(Next(model, 0, Usual), 6, 13);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(4000)]
    public void Nonsense_teaches_nothing(double seconds)
    {
        var model = new DurationModel(isEmulated: false);
        model.Learn(TimeSpan.FromSeconds(seconds));

        Assert.Equal(0, model.Count);
    }

    private static DurationModel Taught(Random random, int count, double median, double sigma)
    {
        var model = new DurationModel(isEmulated: false);
        for (var i = 0; i < count; i++)
        {
            model.Learn(TimeSpan.FromSeconds(LogNormal(random, median, sigma)));
        }

        return model;
    }

    private static double LogNormal(Random random, double median, double sigma) =>
        median * Math.Exp(sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

    private static double Next(DurationModel model, double alive, TimeSpan cost) => model.NextAfter(TimeSpan.FromSeconds(alive), cost).TotalSeconds;

    private static (double Requests, double Lag) Ask(IReadOnlyList<double> tasks, Func<double, double> next)
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
