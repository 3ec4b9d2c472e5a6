using NanoBanana.Client.Durations;
using NanoBanana.Client.Querying;
using NanoBanana.Client.Tests.Support;
using NanoBanana.Client.Waiting;

namespace NanoBanana.Client.Tests.Waiting;

/// <summary>How much a watch asks at a time, and that it stops.</summary>
public sealed class WatchLimitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task No_more_questions_run_at_the_same_time_than_allowed(int limit)
    {
        var time = new FakeTime();
        var gate = new SemaphoreSlim(0);
        var started = new SemaphoreSlim(0);
        using var watcher = new TaskWatcher(
            async (task, cancel) =>
            {
                started.Release();
                await gate.WaitAsync(cancel);
                return task with { State = TaskStates.Succeeded };
            },
            new WatchOptions { Time = time, PollInterval = TimeSpan.Zero, ThrottleLimit = limit });
        for (var i = 0; i < 6; i++)
        {
            watcher.Add(WatchBench.Task($"{i}"));
        }

        for (var done = 0; done < 6; done += limit)
        {
            for (var i = 0; i < limit; i++)
            {
                await started.WaitAsync().WaitAsync(TimeSpan.FromSeconds(60));
            }

            Assert.Equal(0, started.CurrentCount);
            Assert.False(watcher.TryTake(out _));
            gate.Release(limit);
            for (var i = 0; i < limit; i++)
            {
                Assert.NotNull(await watcher.TakeAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60)));
            }
        }
    }

    [Fact]
    public async Task Disposing_stops_a_question_under_way()
    {
        var time = new FakeTime();
        var asked = new TaskCompletionSource<CancellationToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        var watcher = new TaskWatcher(
            async (task, cancel) =>
            {
                asked.SetResult(cancel);
                await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
                return task;
            },
            new WatchOptions { Time = time, PollInterval = TimeSpan.Zero });
        watcher.Add(WatchBench.Task("a"));
        var cancel = await asked.Task.WaitAsync(TimeSpan.FromSeconds(60));

        watcher.Dispose();

        Assert.True(cancel.IsCancellationRequested);
        Assert.False(watcher.TryTake(out _));
    }

    [Fact]
    public async Task A_question_that_hangs_does_not_outlive_the_time_out()
    {
        var time = new FakeTime();
        using var watcher = new TaskWatcher(
            async (task, cancel) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
                return task;
            },
            new WatchOptions { Time = time, PollInterval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(3), Signals = new TaskSignals(), Durations = new LearnedDurations() });
        watcher.Add(WatchBench.Task("a"));

        var result = await time.RunAsync(watcher.TakeAsync(CancellationToken.None));

        Assert.Equal(("a", true, null), (result!.Task.Id, result.TimedOut, result.Error));
        // 8 seconds on 438ef55: five more than were asked for
        Assert.Equal(TimeSpan.FromSeconds(3), time.Elapsed);
    }

    [Fact]
    public async Task Disposing_ends_a_take_that_waits()
    {
        var bench = new WatchBench((task, _) => task with { State = TaskStates.Running });
        bench.Watcher.Add(WatchBench.Task("a"));
        var take = bench.Watcher.TakeAsync(CancellationToken.None);

        bench.Dispose();

        Assert.Null(await take.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Disposed_it_stops_asking()
    {
        var bench = new WatchBench((task, _) => task with { State = TaskStates.Running }, new WatchOptions { PollInterval = TimeSpan.FromSeconds(1) });
        bench.Watcher.Add(WatchBench.Task("a"));
        await bench.Time.WhenWaitedForAsync();

        bench.Dispose();
        bench.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(bench.Queries);
    }

    [Fact]
    public async Task Taking_can_be_cancelled_and_loses_nothing()
    {
        using var bench = new WatchBench((task, at) => WatchBench.EndsAfter(task, at, 1), new WatchOptions { PollInterval = TimeSpan.FromSeconds(1) });
        using var stop = new CancellationTokenSource();
        bench.Watcher.Add(WatchBench.Task("a"));

        var take = bench.Watcher.TakeAsync(stop.Token);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => take);

        Assert.Equal(1, bench.Watcher.Count);
        Assert.Equal("a", (await bench.TakeAsync()).Task.Id);
        Assert.Equal(0, bench.Watcher.Count);
    }
}
