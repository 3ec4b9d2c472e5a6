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
    /// <param name="run">The emulator.</param>
    /// <param name="count">Tasks.</param>
    /// <param name="sessions">How many share the store and the account, each with a part of the tasks; only the store connects them, as if they were processes.</param>
    /// <param name="folder">Where the files go.</param>
    public static async Task RunAsync(EmulatorRun run, int count, int sessions, string folder)
    {
        var home = Directory.CreateTempSubdirectory("nanobanana-benchmark-").FullName;
        await Task.WhenAll(Enumerable.Range(0, sessions).Select(session => RunSessionAsync(run, session * count / sessions, count / sessions, home, folder)));
        Directory.Delete(home, recursive: true);
    }

    private static async Task RunSessionAsync(EmulatorRun run, int first, int count, string home, string folder)
    {
        var journal = new TaskJournal(home);
        using var http = new HttpClient(new PublicAddress(run.Profile.BaseUri!));
        var (client, options) = run.ClientOf(run.Profile with { BaseUri = PublicAddress.Uri }, new ClientOptions { Journal = journal, Http = http });
        var saver = new ImageSaver(options, TaskRun.AtOnce);
        using var watcher = new TaskWatcher(client.QueryOnceAsync, new WatchOptions { Durations = options.Durations, Signals = new TaskSignals() });
        var submitting = TaskRun.SubmitAsync(client, watcher, first, count);
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = TaskRun.AtOnce }, async (_, stop) =>
        {
            var task = await TaskRun.TakeAsync(watcher, stop);

            // results lie on this machine, which only the profile of an emulator allows
            await saver.SaveAsync(task, task.Images[0], run.Profile, new SaveOptions { Destination = folder, Name = "{Id}" }, stop);
        });
        await submitting;
        journal.Close();
    }
}
