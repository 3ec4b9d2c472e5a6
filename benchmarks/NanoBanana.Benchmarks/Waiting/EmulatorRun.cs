using System.Globalization;
using System.Text.Json.Nodes;
using NanoBanana.Client;
using NanoBanana.Client.Durations;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Profiles;
using NanoBanana.Emulation;

namespace NanoBanana.Benchmarks.Waiting;

/// <summary>An emulator in this process and a client of one of its gateways.</summary>
internal sealed class EmulatorRun : IDisposable
{
    private readonly GatewayEmulator _emulator;
    private readonly HttpClient _http = new();

    /// <param name="options">The emulator's; the profile has the same limits.</param>
    /// <param name="provider">The gateway.</param>
    public EmulatorRun(EmulatorOptions options, string provider = ProviderNames.Apikley)
    {
        _emulator = GatewayEmulator.Start(options);
        Profile = new Profile { Name = "bench", Provider = provider, BaseUri = _emulator.ProviderUris[provider], RateLimit = options.RateLimit, Tier = options.Tier };
        (Client, _) = ClientOf(Profile, new ClientOptions());
    }

    public Profile Profile { get; }

    public NanoBananaClient Client { get; }

    public string Key => _emulator.Key;

    /// <summary>Another client, with which this one shares nothing.</summary>
    /// <param name="profile">Its profile, which gets the emulator's key.</param>
    /// <param name="options">What it needs besides.</param>
    public (NanoBananaClient Client, ClientOptions Options) ClientOf(Profile profile, ClientOptions options)
    {
        var profiles = new ProfileStore(_ => null);
        profiles.Set(profile, new Secret(_emulator.Key));
        var own = options with { Profiles = profiles, Durations = new LearnedDurations(), Accounts = new AccountRegistry() };
        return (new NanoBananaClient(profile, own), own);
    }

    /// <summary>Submits the given number of tasks, some at the same time.</summary>
    public async Task<IReadOnlyList<ImageTask>> SubmitAsync(int count, int atOnce = 8)
    {
        var run = new SubmitRun();
        var tasks = new ImageTask[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (i, stop) =>
        {
            var request = Client.Prepare(new ImageRequest { Prompt = FormattableString.Invariant($"task {i}") });
            tasks[i] = (await request.SubmitAsync(run, uploadProfile: null, stop)).AcceptedTask();
        });
        return tasks;
    }

    /// <summary>When each task ended, or will, by the emulator's own clock and schedule.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> EndsAsync()
    {
        var tasks = JsonNode.Parse(await _http.GetStringAsync(new Uri(_emulator.Uri, "emulator/tasks")))!.AsArray();
        return tasks.ToDictionary(
            task => (string)task!["id"]!,
            task => DateTimeOffset.Parse((string)task!["dueAt"]!, CultureInfo.InvariantCulture),
            StringComparer.Ordinal);
    }

    /// <summary>How often an operation was called; <c>limited</c> are the calls that a limit refused.</summary>
    public async Task<int> CallsAsync(string operation)
    {
        var counts = JsonNode.Parse(await _http.GetStringAsync(new Uri(_emulator.Uri, "emulator/requests")))!;
        return (int?)counts[Client.Profile.Provider]?[operation] ?? 0;
    }

    public void Dispose()
    {
        _http.Dispose();
        _emulator.Dispose();
    }
}
