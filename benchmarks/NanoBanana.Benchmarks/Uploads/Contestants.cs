using System.Security.Cryptography;
using NanoBanana.Client;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Uploads;

namespace NanoBanana.Benchmarks.Uploads;

/// <summary>Those that are compared: all read from disk while they send, eight at the same time.</summary>
internal static class Contestants
{
    public const string Bare = "bare HttpClient";
    public const string Hashing = "bare HttpClient that names files by SHA-256";
    public const string Ours = "NanoBananaClient";

    private const int AtOnce = 8;

    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public static IReadOnlyList<string> All { get; } = [Bare, Hashing, Ours];

    public static Task RunAsync(string name, IReadOnlyList<string> files, Uri server) => name switch
    {
        Bare => BareAsync(files, server, static path => Path.GetFileName(path)),
        Hashing => BareAsync(files, server, HashOf),
        _ => OursAsync(files, server),
    };

    private static string HashOf(string path)
    {
        using var file = Open(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);

    private static Task BareAsync(IReadOnlyList<string> files, Uri server, Func<string, string> name) => EachAsync(files, async path =>
    {
        using var body = new StreamContent(Open(path));
        using var reply = await Http.PutAsync(new Uri(server, name(path)), body);
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
        var run = new SubmitRun { UploadIndex = new Client.Journal.TaskJournal(home).Store };
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
