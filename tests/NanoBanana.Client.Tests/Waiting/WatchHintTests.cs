using NanoBanana.Client.Tests.Support;
using NanoBanana.Client.Waiting;

namespace NanoBanana.Client.Tests.Waiting;

/// <summary>A signal wakes the watch; what it says is queried, not trusted.</summary>
public sealed class WatchHintTests
{
    private static readonly WatchOptions EveryHour = new() { PollInterval = TimeSpan.FromHours(1), Timeout = null };

    [Fact]
    public async Task A_signalled_task_is_asked_for_at_once_and_no_other()
    {
        using var bench = new WatchBench((task, at) => WatchBench.EndsAfter(task, at, 3), EveryHour);
        bench.Watcher.Add(WatchBench.Task("a"));
        bench.Watcher.Add(WatchBench.Task("b"));
        await bench.Time.WhenWaitedForAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(5));

        bench.Signals.Signal(ProviderNames.Crun, "a");
        var result = await bench.Watcher.TakeAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(("a", TaskStates.Succeeded), (result!.Task.Id, result.Task.State));
        Assert.Equal([("a", TimeSpan.FromSeconds(5))], bench.Queries);
    }

    [Fact]
    public async Task A_signal_before_the_task_is_watched_is_not_lost()
    {
        using var bench = new WatchBench((task, at) => WatchBench.EndsAfter(task, at, 0), EveryHour);
        bench.Signals.Signal(ProviderNames.Crun, "early");

        bench.Watcher.Add(WatchBench.Task("early"));
        var result = await bench.Watcher.TakeAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal("early", result!.Task.Id);
        Assert.Equal(TimeSpan.Zero, bench.Time.Elapsed);
    }

    [Theory]
    [InlineData(ProviderNames.Crun, "stranger")]
    [InlineData(ProviderNames.Pixazo, "a")]
    public async Task A_signal_for_another_task_changes_nothing(string provider, string id)
    {
        using var bench = new WatchBench((task, at) => WatchBench.EndsAfter(task, at, 3600), EveryHour);
        bench.Watcher.Add(WatchBench.Task("a"));
        await bench.Time.WhenWaitedForAsync();

        bench.Signals.Signal(provider, id);
        await bench.TakeAsync();

        Assert.Equal([3600], bench.TimesOf("a"));
    }

    [Fact]
    public async Task A_forged_signal_ends_nothing()
    {
        var asked = new SemaphoreSlim(0);
        using var bench = new WatchBench(
            (task, at) =>
            {
                asked.Release();
                return WatchBench.EndsAfter(task, at, 3600);
            },
            EveryHour);
        bench.Watcher.Add(WatchBench.Task("a"));
        await bench.Time.WhenWaitedForAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(7));

        bench.Signals.Signal(ProviderNames.Crun, "a");
        await asked.WaitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        var result = await bench.TakeAsync();

        Assert.Equal(TaskStates.Succeeded, result.Task.State);
        Assert.Equal([7, 3607], bench.TimesOf("a"));
    }
}
