using NanoBanana.Client.Journal;
using NanoBanana.Client.Tests.Support;
using NanoBanana.Client.Waiting;

namespace NanoBanana.Client.Tests.Waiting;

public sealed class TaskWatcherTests
{
    private static readonly WatchOptions EverySecond = new() { PollInterval = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task Tasks_come_out_as_they_end_not_as_they_were_added()
    {
        var ends = new Dictionary<string, double> { ["slow"] = 9, ["fast"] = 2, ["middle"] = 5 };
        using var bench = new WatchBench((task, at) => WatchBench.EndsAfter(task, at, ends[task.Id!]), EverySecond);
        foreach (var id in ends.Keys)
        {
            bench.Watcher.Add(WatchBench.Task(id));
        }

        var order = new List<string?>();
        while (bench.Watcher.Count > 0)
        {
            var result = await bench.TakeAsync();
            Assert.Equal((TaskStates.Succeeded, null, false), (result.Task.State, result.Error, result.TimedOut));
            order.Add(result.Task.Id);
        }

        Assert.Equal(["fast", "middle", "slow"], order);
        Assert.All(ends, task => Assert.Equal(Enumerable.Range(1, (int)task.Value).Select(each => (double)each), bench.TimesOf(task.Key)));
        Assert.Null(await bench.Watcher.TakeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_fixed_interval_is_kept()
    {
        using var bench = new WatchBench((task, at) => WatchBench.EndsAfter(task, at, 7), new WatchOptions { PollInterval = TimeSpan.FromSeconds(2.5) });
        bench.Watcher.Add(WatchBench.Task("a"));

        await bench.TakeAsync();

        Assert.Equal([2.5, 5, 7.5], bench.TimesOf("a"));
    }

    [Theory]
    [InlineData(TaskStates.Succeeded)]
    [InlineData(TaskStates.Failed)]
    [InlineData(TaskStates.Unknown)]
    [InlineData(TaskStates.Planned)]
    public async Task What_has_ended_passes_through_at_once(string state)
    {
        using var bench = new WatchBench((_, _) => throw new InvalidOperationException("It was asked for."));
        var task = WatchBench.Task("a", state) with { Id = state == TaskStates.Unknown ? null : "a" };
        bench.Watcher.Add(task);

        Assert.True(bench.Watcher.TryTake(out var result));
        Assert.Equal(new WatchResult(task, Error: null, TimedOut: false), result);
        Assert.False(bench.Watcher.TryTake(out _));
        Assert.Equal(TimeSpan.Zero, bench.Time.Elapsed);
        Assert.Null(await bench.Watcher.TakeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_task_added_later_joins_the_watch()
    {
        using var bench = new WatchBench((task, at) => WatchBench.EndsAfter(task, at, task.Id == "late" ? 3 : 6), EverySecond);
        bench.Watcher.Add(WatchBench.Task("early"));
        await bench.Time.WhenWaitedForAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(0.5));
        bench.Watcher.Add(WatchBench.Task("late"));

        Assert.Equal("late", (await bench.TakeAsync()).Task.Id);
        Assert.Equal("early", (await bench.TakeAsync()).Task.Id);
    }

    [Fact]
    public async Task Time_out_comes_with_the_task_as_last_seen()
    {
        using var bench = new WatchBench((task, _) => task with { State = TaskStates.Running }, EverySecond with { Timeout = TimeSpan.FromSeconds(2.5) });
        bench.Watcher.Add(WatchBench.Task("a"));

        var result = await bench.TakeAsync();

        Assert.Equal((TaskStates.Running, true, null), (result.Task.State, result.TimedOut, result.Error));
        Assert.Equal([1, 2, 2.25], bench.TimesOf("a"));
        Assert.Equal(2.5, bench.Time.Elapsed.TotalSeconds);
    }

    [Fact]
    public async Task A_task_that_ends_with_the_last_question_is_not_timed_out()
    {
        using var bench = new WatchBench((task, at) => WatchBench.EndsAfter(task, at, 2.2), EverySecond with { Timeout = TimeSpan.FromSeconds(2.5) });
        bench.Watcher.Add(WatchBench.Task("a"));

        var result = await bench.TakeAsync();

        Assert.Equal((TaskStates.Succeeded, false), (result.Task.State, result.TimedOut));
    }

    [Fact]
    public async Task Without_a_time_out_it_waits_for_ever()
    {
        using var bench = new WatchBench((task, at) => WatchBench.EndsAfter(task, at, 100_000), new WatchOptions { Timeout = null, PollInterval = TimeSpan.FromHours(1) });
        bench.Watcher.Add(WatchBench.Task("a"));

        Assert.Equal(TaskStates.Succeeded, (await bench.TakeAsync()).Task.State);
        Assert.Equal(28, bench.Queries.Count);
    }

    [Theory]
    [InlineData(ErrorIds.ConnectionFailed)]
    [InlineData(ErrorIds.InternalServerError)]
    [InlineData(ErrorIds.RateLimited)]
    [InlineData(ErrorIds.Maintenance)]
    [InlineData(ErrorIds.UnreadableReply)]
    public async Task A_fault_that_may_pass_does_not_end_the_watch(string errorId)
    {
        using var bench = new WatchBench((task, at) => at.TotalSeconds < 3 ? throw Error(errorId) : WatchBench.EndsAfter(task, at, 3), EverySecond);
        bench.Watcher.Add(WatchBench.Task("a"));

        var result = await bench.TakeAsync();

        Assert.Equal((TaskStates.Succeeded, null), (result.Task.State, result.Error));
        Assert.Equal([1, 2, 3], bench.TimesOf("a"));
    }

    [Theory]
    [InlineData(ErrorIds.Unauthorized)]
    [InlineData(ErrorIds.NotFound)]
    [InlineData(ErrorIds.InsufficientCredits)]
    public async Task An_error_that_stays_ends_its_own_task_only(string errorId)
    {
        using var bench = new WatchBench((task, at) => task.Id == "bad" ? throw Error(errorId) : WatchBench.EndsAfter(task, at, 4), EverySecond);
        bench.Watcher.Add(WatchBench.Task("bad"));
        bench.Watcher.Add(WatchBench.Task("good"));

        var bad = await bench.TakeAsync();
        Assert.Equal(("bad", errorId, false, TaskStates.Pending), (bad.Task.Id, bad.Error!.ErrorId, bad.TimedOut, bad.Task.State));
        var good = await bench.TakeAsync();
        Assert.Equal(("good", TaskStates.Succeeded), (good.Task.Id, good.Task.State));
        Assert.Single(bench.TimesOf("bad"));
    }

    [Fact]
    public async Task A_fault_that_never_passes_times_out_with_its_reason()
    {
        using var bench = new WatchBench((_, _) => throw Error(ErrorIds.ConnectionFailed), EverySecond with { Timeout = TimeSpan.FromSeconds(3) });
        bench.Watcher.Add(WatchBench.Task("a"));

        var result = await bench.TakeAsync();

        Assert.Equal((true, ErrorIds.ConnectionFailed), (result.TimedOut, result.Error!.ErrorId));
    }

    [Fact]
    public async Task A_mistake_of_ours_ends_its_task_and_says_so()
    {
        using var bench = new WatchBench((_, _) => throw new FormatException("oops"), EverySecond);
        bench.Watcher.Add(WatchBench.Task("a"));

        var result = await bench.TakeAsync();

        Assert.Equal((ErrorIds.InternalError, "a"), (result.Error!.ErrorId, result.Task.Id));
    }

    private static NanoBananaException Error(string errorId) => new(errorId, "Crun", "it said so", 503);
}
