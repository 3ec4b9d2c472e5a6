using NanoBanana.Client.Tests.Support;
using NanoBanana.Client.Waiting;

namespace NanoBanana.Client.Tests.Waiting;

/// <summary>A watch learns how long tasks take, and counts them.</summary>
public sealed class WatchLearningTests
{
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task After_some_tasks_it_knows_how_long_they_take()
    {
        using var bench = new WatchBench((task, at) => End(task, at, 40));
        for (var i = 0; i < 20; i++)
        {
            bench.Watcher.Add(WatchBench.Task($"{i}"));
        }

        while (bench.Watcher.Count > 0)
        {
            await bench.TakeAsync();
        }

        var first = bench.TimesOf("3").Count();
        var model = bench.Durations.Of(WatchBench.Task("next"), isEmulated: false);
        Assert.InRange(model.LikelyEnd(TimeSpan.Zero).TotalSeconds, 40, 43);
        Assert.InRange(model.NextAfter(TimeSpan.FromSeconds(39), Usual).TotalSeconds, 39.5, 42);
        Assert.InRange(first, 2, 40);
        Assert.Equal(20, model.Count);
    }

    [Fact]
    public async Task An_emulators_tasks_teach_nothing_of_a_gateway()
    {
        using var bench = new WatchBench((task, at) => End(task, at, 40), new WatchOptions { IsEmulated = _ => true });
        bench.Watcher.Add(WatchBench.Task("a"));
        await bench.TakeAsync();

        Assert.Equal(0, bench.Durations.Of(WatchBench.Task("b"), isEmulated: false).Count);
        Assert.Equal(1, bench.Durations.Of(WatchBench.Task("b"), isEmulated: true).Count);
    }

    [Fact]
    public async Task A_task_that_ended_long_ago_is_asked_for_at_once_and_teaches_its_own_duration()
    {
        using var bench = new WatchBench((task, _) => task with { State = TaskStates.Succeeded, Duration = TimeSpan.FromSeconds(9) });
        bench.Watcher.Add(WatchBench.Task("a") with { SubmittedAt = FakeTime.Start.AddDays(-1) });

        await bench.TakeAsync();

        Assert.Equal([0], bench.TimesOf("a"));
        Assert.Equal(1, bench.Durations.Of(WatchBench.Task("b"), isEmulated: false).Count);
    }

    [Fact]
    public async Task Many_tasks_share_the_questions_of_a_second()
    {
        using var bench = new WatchBench((task, at) => WatchBench.EndsAfter(task, at, 30), new WatchOptions { MostQueriesPerSecond = 2 });
        for (var i = 0; i < 40; i++)
        {
            bench.Watcher.Add(WatchBench.Task($"{i}"));
        }

        while (bench.Watcher.Count > 0)
        {
            await bench.TakeAsync();
        }

        var times = bench.Queries.Select(each => each.At).ToList();
        Assert.All(times, from => Assert.InRange(times.Count(at => at >= from && at < from + TimeSpan.FromSeconds(10)), 1, (2 * 10) + 2));
        Assert.InRange(bench.TimesOf("7").Count(), 1, 6);
    }

    [Fact]
    public async Task It_counts_by_state_and_adds_up_what_was_spent()
    {
        var mayEnd = false;
        var cost = new Cost { Amount = 4, Currency = Currencies.Credits, Certainty = Certainties.Exact };
        using var bench = new WatchBench(
            (task, at) => task.Id == "fails" && at.TotalSeconds >= 2
                ? task with { State = TaskStates.Failed, Failure = new TaskFailure { Reason = ErrorIds.TaskFailed, Message = "no" } }
                : WatchBench.EndsAfter(task, at, task.Id != "slow" || Volatile.Read(ref mayEnd) ? 2 : double.MaxValue),
            new WatchOptions { PollInterval = TimeSpan.FromSeconds(1) });
        foreach (var id in new[] { "good", "fails", "slow" })
        {
            bench.Watcher.Add(WatchBench.Task(id) with { Cost = cost });
        }

        var before = bench.Watcher.Progress();
        for (var second = 0; second < 2; second++)
        {
            await bench.Time.WhenWaitedForAsync();
            bench.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await bench.Watcher.TakeAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        await bench.Watcher.TakeAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        await bench.Time.WhenWaitedForAsync();
        var after = bench.Watcher.Progress();
        Volatile.Write(ref mayEnd, true);
        await bench.TakeAsync();
        var end = bench.Watcher.Progress();

        Assert.Equal((3, 0, 0, 3, "12 credits"), (before.Added, before.Succeeded, before.Failed, before.Queued, before.Spent[0].ToString()));
        Assert.Equal((1, 1, 1, 0, "8 credits"), (after.Succeeded, after.Failed, after.Running, after.Queued, after.Spent[0].ToString()));
        Assert.True(after.Left > TimeSpan.Zero);
        Assert.Equal((2, 1, 0, null), (end.Succeeded, end.Failed, end.Running, end.Left));
    }

    [Fact]
    public async Task Each_change_of_state_is_reported_with_its_time()
    {
        var log = new RecordingLog();
        using var bench = new WatchBench((task, at) => WatchBench.EndsAfter(task, at, 3), new WatchOptions { PollInterval = TimeSpan.FromSeconds(2), Log = log });
        bench.Watcher.Add(WatchBench.Task("a"));

        await bench.TakeAsync();

        Assert.Equal(
            ["Task a: Pending -> Running, 2.0 s after it was submitted, query 1.", "Task a: Running -> Succeeded, 4.0 s after it was submitted, query 2."],
            log.Details);
    }

    private static ImageTask End(ImageTask task, TimeSpan at, double seconds) =>
        WatchBench.EndsAfter(task, at, seconds) is { State: TaskStates.Succeeded } ended ? ended with { Duration = TimeSpan.FromSeconds(seconds) } : task;
}
