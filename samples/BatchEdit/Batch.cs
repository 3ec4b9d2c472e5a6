using System.Globalization;
using NanoBanana.Client;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Waiting;

namespace NanoBanana.BatchEdit;

/// <summary>Submits a batch, waits for all of it, and saves each task's image as it ends.</summary>
internal sealed class Batch(Profile profile, ProfileStore profiles, string destination)
{
    private readonly ClientOptions _options = new() { Profiles = profiles };

    /// <returns>The number of files without a result.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> files)
    {
        var client = new NanoBananaClient(profile, _options);
        var saver = new ImageSaver(_options);
        using var watcher = new TaskWatcher(client.QueryAsync, new WatchOptions());
        var run = new SubmitRun();
        var failures = 0;
        foreach (var file in files)
        {
            var request = new ImageRequest { Prompt = "on a marble table", Sources = [SourceImage.FromFile(file)] };
            var submitted = await client.Prepare(request).SubmitAsync(run, uploadProfile: null, CancellationToken.None);
            watcher.Add(submitted.AcceptedTask());
        }

        while (await watcher.TakeAsync(CancellationToken.None) is { } ended)
        {
            if (ended.Task.State != TaskStates.Succeeded)
            {
                Console.Error.WriteLine($"{profile.Provider}: {ended.Task.Failure?.Message ?? ended.Error?.Message ?? "the task has not ended in time"}");
                failures++;
                continue;
            }

            foreach (var image in ended.Task.Images)
            {
                var saved = await saver.SaveAsync(ended.Task, image, profile, new SaveOptions { Destination = destination, Force = true }, CancellationToken.None);
                Print(saved);
            }
        }

        return failures;
    }

    private static void Print(SavedImage saved)
    {
        var took = saved.Task.Duration?.TotalSeconds.ToString("0.0 s", CultureInfo.InvariantCulture);
        Console.WriteLine($"{saved.Task.Provider,-14} {Path.GetFileName(saved.Task.Source[0]),-14} {Path.GetFileName(saved.Path),-30} {saved.Width + " x " + saved.Height,-11} {took,6}  {saved.Task.Cost}");
    }
}
