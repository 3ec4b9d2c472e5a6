using NanoBanana.Client;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Uploads;
using NanoBanana.Client.Waiting;
using NanoBanana.Emulation;

namespace NanoBanana.Uploads.Tests.Support;

/// <summary>The five gateways, a home, and photos in a folder.</summary>
internal sealed class UploadEnvironment : IDisposable
{
    private const string Key = "sk-0123456789abcdef-SECRET";

    private readonly ProfileStore _profiles = new(_ => null);
    private readonly CountingHandler _network = new();
    private readonly ClientOptions _options;

    public UploadEnvironment()
    {
        Emulator = GatewayEmulator.Start(new EmulatorOptions { TaskDuration = TimeSpan.Zero, Key = Key });
        _options = new ClientOptions { Profiles = _profiles, Http = new HttpClient(_network) { Timeout = Timeout.InfiniteTimeSpan }, Random = static () => 1 };
    }

    public TempFolder Folder { get; } = new();

    public GatewayEmulator Emulator { get; }

    /// <summary>Bytes of files that went out, the AWS SDK's excepted.</summary>
    public long BytesSent => _network.Bytes;

    public NanoBananaClient Client(Target target)
    {
        var plain = new Profile { Name = "p", Provider = target.Provider, BaseUri = Emulator.ProviderUris[target.Provider] };
        var profile = target.Change?.Invoke(plain) ?? plain;
        _profiles.Set(profile, new Secret(Key), target.Secrets);
        return new NanoBananaClient(profile, _options);
    }

    /// <summary>A run as in a separate process: it knows only what is on disk.</summary>
    public SubmitRun NewRun(Target target) => new() { CustomUpload = target.Custom, CustomUploadId = "one of the tests", UploadIndex = new Client.Journal.TaskJournal(Folder.At("home")).Store };

    /// <summary>Submits an item for each, eight at the same time; null is one without a local file.</summary>
    public async Task<IReadOnlyList<SubmitResult>> SubmitAsync(Target target, SubmitRun run, params IReadOnlyList<string?> paths)
    {
        var client = Client(target);
        using var room = new SemaphoreSlim(8);
        return await Task.WhenAll(paths.Select(async path =>
        {
            await room.WaitAsync();
            try
            {
                var request = new ImageRequest { Prompt = path is null ? "a fox" : "on a marble table", Sources = path is null ? [] : [SourceImage.FromFile(path)] };
                return await client.Prepare(request).SubmitAsync(run, uploadProfile: null, CancellationToken.None);
            }
            finally
            {
                room.Release();
            }
        }));
    }

    /// <summary>Upload, submit, wait, save.</summary>
    public async Task<IReadOnlyList<SavedImage>> RunAsync(Target target, SubmitRun run, IReadOnlyList<string> paths, string destination)
    {
        var submitted = await SubmitAsync(target, run, [.. paths]);
        var client = Client(target);
        using var watcher = new TaskWatcher(client.QueryAsync, new WatchOptions());
        foreach (var result in submitted)
        {
            watcher.Add(result.AcceptedTask());
        }

        var saver = new ImageSaver(_options);
        var saved = new List<SavedImage>();
        while (await watcher.TakeAsync(CancellationToken.None) is { } ended)
        {
            Assert.Equal((TaskStates.Succeeded, null), (ended.Task.State, ended.Task.Failure?.Message));
            saved.Add(await saver.SaveAsync(ended.Task, Assert.Single(ended.Task.Images), client.Profile, new SaveOptions { Destination = Folder.At(destination) }, CancellationToken.None));
        }

        return saved;
    }

    public void Dispose()
    {
        _options.Http!.Dispose();
        Emulator.Dispose();
        Folder.Dispose();
    }
}
