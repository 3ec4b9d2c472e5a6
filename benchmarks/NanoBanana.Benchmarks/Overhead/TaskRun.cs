using NanoBanana.Benchmarks.Files;
using NanoBanana.Benchmarks.Hosts;
using NanoBanana.Client;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Querying;
using NanoBanana.Client.Waiting;

namespace NanoBanana.Benchmarks.Overhead;

/// <summary>Complete tasks through the core: prepared, submitted, watched, saved.</summary>
internal static class TaskRun
{
    public const int AtOnce = 8;

    public static string Prompt(int number) => FormattableString.Invariant($"a lighthouse in a storm, number {number}");

    public static async Task RunAsync(GatewayProcess gateway, (Profile Profile, ClientOptions Options) user, int first, int count, string folder)
    {
        var (profile, options) = user;
        var client = new NanoBananaClient(profile, options);
        var saver = new ImageSaver(options, AtOnce);
        var saving = new SaveOptions { Destination = folder };

        // the gateway decides how often it is asked, so no time is spent on waiting
        var watching = new WatchOptions { PollInterval = TimeSpan.Zero, Durations = options.Durations, Signals = new TaskSignals() };
        using var watcher = new TaskWatcher(client.QueryAsync, watching);
        var submitting = SubmitAsync(client, watcher, first, count);
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = ImageSaver.Ahead * AtOnce }, async (number, stop) =>
        {
            var task = await TakeAsync(watcher, stop);
            var image = task.Images[0] with { Url = new Uri(gateway.Images, DownloadHost.NameOf(number)).AbsoluteUri };
            await saver.SaveAsync(task, image, profile, saving, stop);
        });
        await submitting;
    }

    /// <summary>Submits tasks and has them watched.</summary>
    public static Task SubmitAsync(NanoBananaClient client, TaskWatcher watcher, int first, int count)
    {
        var run = new SubmitRun();
        return Parallel.ForAsync(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, stop) =>
        {
            var request = client.Prepare(new ImageRequest { Prompt = Prompt(number) });
            watcher.Add((await request.SubmitAsync(run, uploadProfile: null, stop)).AcceptedTask());
        });
    }

    /// <summary>The next task that has succeeded.</summary>
    public static async Task<ImageTask> TakeAsync(TaskWatcher watcher, CancellationToken stop)
    {
        while (true)
        {
            if (await watcher.TakeAsync(stop) is { } ended)
            {
                return ended.Task.State is TaskStates.Succeeded ? ended.Task : throw new InvalidOperationException("A task failed.", ended.Error);
            }

            // null: none is being watched just now
            await Task.Delay(1, stop);
        }
    }
}
