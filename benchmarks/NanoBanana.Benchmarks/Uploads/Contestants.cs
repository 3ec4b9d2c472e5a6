using NanoBanana.Client;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Uploads;

namespace NanoBanana.Benchmarks.Uploads;

/// <summary>The two that are compared: both read from disk while they send, eight at the same time.</summary>
internal static class Contestants
{
    public const string Bare = "bare HttpClient";
    public const string Ours = "NanoBananaClient";

    private const int AtOnce = 8;

    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public static Task RunAsync(string name, IReadOnlyList<string> files, Uri server) =>
        name == Bare ? BareAsync(files, server) : OursAsync(files, server);

    private static Task BareAsync(IReadOnlyList<string> files, Uri server) => EachAsync(files, async path =>
    {
        using var body = new StreamContent(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan));
        using var reply = await Http.PutAsync(new Uri(server, Path.GetFileName(path)), body);
        reply.EnsureSuccessStatusCode();
    });

    // with all that a user gets: the check of each file, its hash on the way, and the record of what was uploaded
    private static async Task OursAsync(IReadOnlyList<string> files, Uri server)
    {
        var home = Directory.CreateTempSubdirectory("nanobanana-benchmark-").FullName;
        var profile = new Profile { Name = "bench", Provider = ProviderNames.Pixazo, BaseUri = server, UploadTo = UploadKinds.HttpPut, UploadUri = server.AbsoluteUri + "{name}" };
        var profiles = new ProfileStore(_ => null);
        profiles.Set(profile);
        var client = new NanoBananaClient(profile, new ClientOptions { Profiles = profiles });
        var run = new SubmitRun { UploadLog = new UploadLog(home) };
        await EachAsync(files, path => client.UploadAsync(SourceImage.FromFile(path), run, CancellationToken.None));
        Directory.Delete(home, recursive: true);
        if (run.Uploaded.Files != files.Count)
        {
            throw new InvalidOperationException($"{run.Uploaded.Files} of {files.Count} files were uploaded.");
        }
    }

    private static Task EachAsync(IReadOnlyList<string> files, Func<string, Task> work) =>
        Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (path, _) => await work(path));
}
