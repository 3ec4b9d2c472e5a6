using NanoBanana.Client.Tests.Support;
using NanoBanana.Client.Waiting;

namespace NanoBanana.Client.Tests.Waiting;

/// <summary>A signal makes the watcher ask now; what it hears is the gateway's word, never the callback's.</summary>
public sealed class SignalTests
{
    [Fact]
    public async Task A_signalled_task_is_asked_for_at_once_and_no_other()
    {
        var (id, other) = (Bench.UniqueName("task"), Bench.UniqueName("task"));
        using var bench = new WatchBench((task, at) => task with { State = task.Id == id ? TaskStates.Succeeded : TaskStates.Running }, new WatchOptions { PollInterval = TimeSpan.FromHours(1) });
        bench.Watcher.Add(WatchBench.Task(other));
        bench.Watcher.Add(WatchBench.Task(id));
        await bench.Time.WhenWaitedForAsync();

        TaskSignals.Process.Signal(ProviderNames.Pixazo, id);
        TaskSignals.Process.Signal(ProviderNames.Crun, "nobody's");
        TaskSignals.Process.Signal(ProviderNames.Crun, id);
        var ended = await bench.Watcher.TakeAsync(CancellationToken.None);

        Assert.Equal(id, ended!.Task.Id);
        Assert.Equal(TimeSpan.Zero, Assert.Single(bench.Queries).At);
    }

    [Fact]
    public async Task A_false_signal_costs_one_query_and_changes_nothing()
    {
        var id = Bench.UniqueName("task");
        var asked = new SemaphoreSlim(0);
        using var bench = new WatchBench(
            (task, at) =>
            {
                asked.Release();
                return WatchBench.EndsAfter(task, at, 60);
            },
            new WatchOptions { PollInterval = TimeSpan.FromMinutes(1) });
        bench.Watcher.Add(WatchBench.Task(id));
        await bench.Time.WhenWaitedForAsync();

        TaskSignals.Process.Signal(ProviderNames.Crun, id);
        await asked.WaitAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(TaskStates.Succeeded, (await bench.TakeAsync()).Task.State);
        Assert.Equal([0, 60], bench.TimesOf(id));
    }
}
