using NanoBanana.Client.Durations;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Querying;
using NanoBanana.Client.Tests.Support;
using NanoBanana.Client.Waiting;

namespace NanoBanana.Client.Tests.Waiting;

/// <summary>A watcher over a gateway of the test: what a query answers depends on the task and the time.</summary>
internal sealed class WatchBench : IDisposable
{
    private const int Endless = 10_000;

    private readonly Lock _lock = new();
    private readonly List<(string Id, TimeSpan At)> _queries = [];
    private readonly TaskWatcher _watcher;

    public WatchBench(Func<ImageTask, TimeSpan, ImageTask> answer, WatchOptions? options = null) =>
        _watcher = new TaskWatcher((task, _) => Answer(task, answer), (options ?? new WatchOptions()) with { Time = Time, Signals = Signals, Durations = Durations });

    public FakeTime Time { get; } = new();

    public TaskSignals Signals { get; } = new();

    public LearnedDurations Durations { get; } = new();

    public TaskWatcher Watcher => _watcher;

    public IReadOnlyList<(string Id, TimeSpan At)> Queries
    {
        get
        {
            lock (_lock)
            {
                return [.. _queries];
            }
        }
    }

    public static ImageTask Task(string id, string state = TaskStates.Pending) =>
        new() { Id = id, Provider = ProviderNames.Crun, Profile = "work", State = state, SubmittedAt = FakeTime.Start };

    /// <summary>An answer that ends the task once the given number of seconds have passed.</summary>
    public static ImageTask EndsAfter(ImageTask task, TimeSpan at, double seconds) =>
        task with { State = at.TotalSeconds >= seconds ? TaskStates.Succeeded : TaskStates.Running };

    public IEnumerable<double> TimesOf(string id) => Queries.Where(each => each.Id == id).Select(each => each.At.TotalSeconds);

    public async Task<WatchResult> TakeAsync() =>
        await Time.RunAsync(_watcher.TakeAsync(CancellationToken.None)) ?? throw new InvalidOperationException("Nothing is watched.");

    public void Dispose() => _watcher.Dispose();

    private Task<ImageTask> Answer(ImageTask task, Func<ImageTask, TimeSpan, ImageTask> answer)
    {
        lock (_lock)
        {
            Assert.True(_queries.Count < Endless, "The watch asks for ever.");
            _queries.Add((task.Id!, Time.Elapsed));
        }

        return System.Threading.Tasks.Task.FromResult(answer(task, Time.Elapsed));
    }
}
