using NanoBanana.Client.Querying;
using NanoBanana.Client.Waiting;

namespace NanoBanana.Benchmarks.Waiting;

/// <summary>One way to wait for tasks, and what it took: requests per task, and the time from end to detection.</summary>
internal sealed class Contender(string name, WatchOptions options)
{
    private int _requests;

    public string Name { get; } = name;

    public double Requests { get; private set; }

    public double Lag { get; private set; }

    public async Task WatchAsync(EmulatorRun run, IReadOnlyList<ImageTask> tasks, IReadOnlyDictionary<string, DateTimeOffset> ends)
    {
        using var watcher = new TaskWatcher(
            (task, stop) =>
            {
                Interlocked.Increment(ref _requests);
                return run.Client.QueryAsync(task, stop);
            },
            options with { IsEmulated = _ => false, Signals = new TaskSignals() });
        foreach (var task in tasks)
        {
            watcher.Add(task);
        }

        var lags = 0d;
        while (await watcher.TakeAsync(CancellationToken.None) is { } result)
        {
            lags += (TimeProvider.System.GetUtcNow() - ends[result.Task.Id!]).TotalSeconds;
        }

        (Requests, Lag) = ((double)_requests / tasks.Count, lags / tasks.Count);
    }

    /// <summary>Whether this one needs half of the other's requests for its lag, or has half of its lag for its requests.</summary>
    public static bool Beats(double requests, double lag, double otherRequests, double otherLag) =>
        (requests <= otherRequests / 2 && lag <= otherLag) || (requests <= otherRequests && lag <= otherLag / 2);
}
