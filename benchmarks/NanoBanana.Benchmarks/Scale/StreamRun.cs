using NanoBanana.Benchmarks.Hosts;
using NanoBanana.Benchmarks.Overhead;
using NanoBanana.Benchmarks.Reporting;
using NanoBanana.Client;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Querying;
using NanoBanana.Client.Waiting;

namespace NanoBanana.Benchmarks.Scale;

/// <summary>Tasks that stream through submit and watch, as in a pipeline, each dropped as it ends.</summary>
/// <param name="Spent">What it took.</param>
/// <param name="HeapKept">Bytes that are still held once all have ended.</param>
/// <param name="HeapPeak">Most bytes of the heap meanwhile, garbage included.</param>
internal sealed record StreamRun(Spent Spent, double HeapKept, double HeapPeak)
{
    public static readonly TimeSpan TaskDuration = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    public static async Task<StreamRun> RunAsync(GatewayProcess gateway, int count, TaskJournal journal)
    {
        var (profile, options) = gateway.Client(ProviderNames.Apikley, journal);
        var client = new NanoBananaClient(profile, options);
        var watching = new WatchOptions { Durations = options.Durations, Signals = new TaskSignals(), MostQueriesPerSecond = int.MaxValue, IsEmulated = _ => true };
        using var watcher = new TaskWatcher(client.QueryAsync, watching);
        var (before, peak) = (GC.GetTotalMemory(forceFullCollection: true), 0d);
        var spent = await Spent.OnAsync(async () =>
        {
            var work = Task.WhenAll(TaskRun.SubmitAsync(client, watcher, first: 0, count), TakeAllAsync(watcher, count));
            while (!work.IsCompleted)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false) - before);
                await Task.WhenAny(work, Task.Delay(Step));
            }

            await work;
        });
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(client);
        return new StreamRun(spent, kept, peak);
    }

    private static async Task TakeAllAsync(TaskWatcher watcher, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await TaskRun.TakeAsync(watcher, CancellationToken.None);
        }
    }
}
