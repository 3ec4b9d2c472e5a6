using NanoBanana.Benchmarks.Overhead;
using NanoBanana.Benchmarks.Waiting;
using NanoBanana.Client;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Querying;
using NanoBanana.Client.Waiting;

namespace NanoBanana.Benchmarks.Requests;

/// <summary>A batch through the core as the cmdlets do it with a gateway: New, Wait, Save with their defaults, and a new store.</summary>
internal static class CoreBatch
{
    public static async Task RunAsync(EmulatorRun run, int count, string folder)
    {
        var home = Directory.CreateTempSubdirectory("nanobanana-benchmark-").FullName;
        var journal = new TaskJournal(home);
        using var http = new HttpClient(new PublicAddress(run.Profile.BaseUri!));
        var (client, options) = run.ClientOf(run.Profile with { BaseUri = PublicAddress.Uri }, new ClientOptions { Journal = journal, Http = http });
        var saver = new ImageSaver(options, TaskRun.AtOnce);
        using var watcher = new TaskWatcher(client.QueryOnceAsync, new WatchOptions { Durations = options.Durations, Signals = new TaskSignals() });
        var submitting = TaskRun.SubmitAsync(client, watcher, 0, count);
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = TaskRun.AtOnce }, async (_, stop) =>
        {
            var task = await TaskRun.TakeAsync(watcher, stop);

            // results lie on this machine, which only the profile of an emulator allows
            await saver.SaveAsync(task, task.Images[0], run.Profile, new SaveOptions { Destination = folder, Name = "{Id}" }, stop);
        });
        await submitting;
        journal.Close();
        Directory.Delete(home, recursive: true);
    }
}
