using NanoBanana.Client;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Journal;

namespace NanoBanana.Benchmarks.Files;

/// <summary>Those that are compared: all write to disk while they receive, eight at the same time.</summary>
internal static class DownloadContestants
{
    public const string Bare = "bare HttpClient to FileStream";
    public const string Flushed = "the same, each file flushed to the disk";
    public const string Ours = "ImageSaver";

    private const int AtOnce = 8;

    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public static Task RunAsync(string name, int count, Uri host, string folder) =>
        name == Ours ? OursAsync(count, host, folder) : BareAsync(count, host, folder, flush: name == Flushed);

    private static Task BareAsync(int count, Uri host, string folder, bool flush) => EachAsync(count, AtOnce, async number =>
    {
        using var reply = await Http.GetAsync(new Uri(host, DownloadHost.NameOf(number)), HttpCompletionOption.ResponseHeadersRead);
        reply.EnsureSuccessStatusCode();
        await using var file = new FileStream(Path.Combine(folder, FormattableString.Invariant($"{number}.png")), FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024, FileOptions.Asynchronous);
        await reply.Content.CopyToAsync(file);
        if (flush)
        {
            file.Flush(flushToDisk: true);
        }
    });

    // with all that a user gets: checked whole, hashed, flushed, moved into place, and written to the journal
    private static async Task OursAsync(int count, Uri host, string folder)
    {
        var saver = new ImageSaver(new ClientOptions { Journal = new TaskJournal(Path.Combine(folder, "home")) }, AtOnce);
        var profile = new Profile { Name = "bench", Provider = ProviderNames.Crun, BaseUri = host };
        var options = new SaveOptions { Destination = folder };
        await EachAsync(count, ImageSaver.Ahead * AtOnce, number =>
        {
            var image = new ResultImage { Url = new Uri(host, DownloadHost.NameOf(number)).AbsoluteUri, Index = 1 };
            var id = FormattableString.Invariant($"{number}");
            var task = new ImageTask { Id = id, IntentId = id, Provider = profile.Provider, Profile = profile.Name, State = TaskStates.Succeeded, Images = [image] };
            return saver.SaveAsync(task, image, profile, options, CancellationToken.None);
        });
    }

    private static Task EachAsync(int count, int limit, Func<int, Task> work) =>
        Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = limit }, async (number, _) => await work(number));
}
