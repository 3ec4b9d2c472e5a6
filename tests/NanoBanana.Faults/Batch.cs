using System.Collections.Concurrent;
using NanoBanana.Client;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Uploads;
using NanoBanana.Client.Waiting;

namespace NanoBanana.Faults;

/// <summary>The main job through the core, as New | Wait | Save does it.</summary>
internal sealed class Batch(Place place, TimeSpan patience)
{
    private const int AtTheSameTime = 4;

    private readonly ConcurrentBag<NanoBananaException> _errors = [];

    /// <summary>What was reported as an error. All failures must be, since a batch has no other way to report them.</summary>
    public IReadOnlyCollection<NanoBananaException> Errors => _errors;

    /// <summary>Tasks that failed and cost nothing, so that the same command makes them again.</summary>
    public int Failed { get; private set; }

    /// <summary>Tasks that still ran when the time to wait for them had passed, which the clock of a run does at once.</summary>
    public int TimedOut { get; private set; }

    /// <summary>Files that were uploaded.</summary>
    public int Uploaded { get; private set; }

    /// <summary>Submits, waits and saves.</summary>
    /// <param name="items">What to make.</param>
    /// <param name="resume">The same command again, with -Resume.</param>
    /// <param name="stop">Ctrl+C.</param>
    public async Task RunAsync(IReadOnlyList<BatchItem> items, bool resume, CancellationToken stop = default)
    {
        var run = new SubmitRun(maxCost: null, resume) { UploadIndex = place.Journal.Store };
        var tasks = new ConcurrentBag<ImageTask>();
        await ForEachAsync(items, async item =>
        {
            var client = place.ClientOf(item.Provider);
            var result = await client.Prepare(item.ToRequest()).SubmitAsync(run, uploadProfile: null, stop);
            Note(result.Error);
            if (result is { Error: null, Task: { } task })
            {
                tasks.Add(task);
            }
        });
        Uploaded = run.Uploaded.Files;
        await WaitAndSaveAsync(tasks, stop);
    }

    /// <summary>What Get-NanoBananaTask -Pending and -Unsaved would pipe on after a crash.</summary>
    public Task FinishAsync(CancellationToken stop = default) =>
        WaitAndSaveAsync(place.Journal.Read().Where(entry => entry.Task.Id is not null && (entry.IsPending || entry.IsUnsaved)).Select(entry => entry.Task), stop);

    private static Task ForEachAsync<T>(IEnumerable<T> items, Func<T, Task> work) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = AtTheSameTime }, async (item, _) => await work(item));

    private async Task WaitAndSaveAsync(IEnumerable<ImageTask> tasks, CancellationToken stop)
    {
        var ended = new List<ImageTask>();
        using (var watcher = new TaskWatcher((task, token) => place.ClientOf(task.Provider).QueryOnceAsync(task, token), Watch()))
        {
            foreach (var task in tasks)
            {
                watcher.Add(task);
            }

            while (await watcher.TakeAsync(stop) is { } result)
            {
                Note(result.Error);
                ended.Add(result.Task);
                TimedOut += result.TimedOut ? 1 : 0;
                Failed += result.Task is { State: TaskStates.Failed, Failure.MayHaveBeenCharged: not true } ? 1 : 0;
            }
        }

        await SaveAsync(ended.Where(task => task.State is TaskStates.Succeeded), stop);
    }

    private WatchOptions Watch() => new()
    {
        Timeout = patience,
        Time = place.Time,
        Signals = place.Signals,
        Durations = place.Options.Durations,
        IsEmulated = static _ => true,
    };

    private Task SaveAsync(IEnumerable<ImageTask> tasks, CancellationToken stop)
    {
        var saver = new ImageSaver(place.Options with { Http = place.ResultHttp }, downloads: AtTheSameTime);
        var known = place.Journal.Read().ToDictionary(entry => entry.Task.IntentId!, StringComparer.Ordinal);
        return ForEachAsync(tasks.SelectMany(task => task.Images, (task, image) => (task, image)), async each =>
        {
            var (task, image) = each;
            try
            {
                var options = new SaveOptions { Destination = place.ResultsOf(task.Provider) };
                await saver.SaveAsync(task, image, place.ClientOf(task.Provider).Profile, options, known.GetValueOrDefault(task.IntentId!), stop);
            }
            catch (NanoBananaException error)
            {
                Note(error);
            }
        });
    }

    private void Note(NanoBananaException? error)
    {
        if (error is not null)
        {
            _errors.Add(error);
        }
    }
}
