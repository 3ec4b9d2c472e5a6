using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using NanoBanana.Client;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Durations;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Store;
using NanoBanana.Client.Waiting;
using NanoBanana.Emulation;

namespace NanoBanana.Models.Tests;

/// <summary>The five gateways of an emulator, a profile at each, and a record of every call that the client makes.</summary>
internal sealed class Gateways : IDisposable
{
    private const string Key = "sk-0123456789abcdef-SECRET";

    private readonly TempFolder _folder = new();
    private readonly ProfileStore _profiles = new(_ => null);
    private readonly Recorder _recorder = new();
    private readonly HttpClient _http;

    public Gateways(ReplyShape shape = ReplyShape.Documented, params string[] faults)
    {
        _http = new HttpClient(_recorder);
        Emulator = GatewayEmulator.Start(new EmulatorOptions { TaskDuration = TimeSpan.Zero, Key = Key, Shape = shape, Faults = faults });
        Photo = Path.Combine(_folder.Path, "in.png");
        File.WriteAllBytes(Photo, Painted.Png(32, 24));
    }

    public GatewayEmulator Emulator { get; }

    public RecordingLog Log { get; } = new();

    /// <summary>A local file.</summary>
    public string Photo { get; }

    /// <summary>Method and path of each call, and the status of its answer.</summary>
    public IReadOnlyCollection<(string Method, string Path, int Status)> Calls => _recorder.Calls;

    public TaskJournal Journal => new(_folder.Path);

    public ClientGroup Group(string prefer, params string[] providers) => new([.. providers.Select(provider => Client(provider))], prefer, Log);

    public async Task SetFaultsAsync(params string[] faults)
    {
        using var body = new StringContent(new JsonObject { ["faults"] = new JsonArray([.. faults.Select(fault => (JsonNode?)fault)]) }.ToJsonString(), Encoding.UTF8, "application/json");
        using var reply = await _http.PutAsync(new Uri(Emulator.Uri, "emulator/faults"), body);
        reply.EnsureSuccessStatusCode();
    }

    /// <summary>What the store says was asked before the gateway that took a task.</summary>
    public IReadOnlyList<TaskAttempt> StoredAttempts(ImageTask task) => Assert.Single(Journal.Find(new TaskFilter { IntentIds = [task.IntentId!], Emulators = EmulatorScope.All })).Task.Attempts;

    public NanoBananaClient Client(string provider, Func<Profile, Profile>? change = null) => Client(provider, change, _http);

    /// <param name="provider">The gateway.</param>
    /// <param name="change">Changes its profile.</param>
    /// <param name="http">What it sends with; null: a stack of its own, as the profile says.</param>
    public NanoBananaClient Client(string provider, Func<Profile, Profile>? change, HttpClient? http)
    {
        // without an address, files go to the gateway's own upload
        var plain = new Profile
        {
            Name = "p-" + provider,
            Provider = provider,
            BaseUri = Emulator.ProviderUris[provider],
            UploadUri = provider is ProviderNames.Crun or ProviderNames.Apikley ? null : Emulator.ImageHost.AbsoluteUri.TrimEnd('/') + "/{name}",
        };
        var profile = change is null ? plain : change(plain);
        _profiles.Set(profile, new Secret(Key));
        return new NanoBananaClient(profile, new ClientOptions { Profiles = _profiles, Journal = new TaskJournal(_folder.Path), Log = Log, Http = http, Accounts = new AccountRegistry(), SubmitBudget = TimeSpan.FromSeconds(0.1) });
    }

    public async Task<ImageTask> SubmitAsync(NanoBananaClient client, ImageRequest request) =>
        (await client.Prepare(request).SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None)).AcceptedTask();

    /// <summary>Saves the first image of a task, and gives the path of the file.</summary>
    public async Task<string> SaveAsync(NanoBananaClient client, ImageTask task)
    {
        var saver = new ImageSaver(new ClientOptions { Profiles = _profiles, Log = Log, Http = _http });
        return (await saver.SaveAsync(task, task.Images[0], client.Profile, new SaveOptions { Destination = _folder.Path }, CancellationToken.None)).Path;
    }

    /// <summary>Waits for the task as <c>Wait-NanoBananaTask</c> does.</summary>
    public async Task<ImageTask> EndAsync(NanoBananaClient client, ImageTask task)
    {
        using var watcher = new TaskWatcher(client.QueryOnceAsync, new WatchOptions { PollInterval = TimeSpan.FromMilliseconds(20), Timeout = TimeSpan.FromMinutes(1), Durations = new LearnedDurations() });
        watcher.Add(task);
        return (await watcher.TakeAsync(CancellationToken.None))!.Task;
    }

    public Task<byte[]> FetchAsync(string url) => _http.GetByteArrayAsync(new Uri(url));

    public void Dispose()
    {
        Emulator.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }

    private sealed class Recorder() : DelegatingHandler(new HttpClientHandler { UseProxy = false })
    {
        public ConcurrentQueue<(string Method, string Path, int Status)> Calls { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var reply = await base.SendAsync(request, cancellationToken);
            Calls.Enqueue((request.Method.Method, request.RequestUri!.AbsolutePath, (int)reply.StatusCode));
            return reply;
        }
    }
}
