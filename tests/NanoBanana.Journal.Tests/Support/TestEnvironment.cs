using System.Text.Json.Nodes;
using NanoBanana.Client;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Store.Relational;
using NanoBanana.Emulation;

namespace NanoBanana.Journal.Tests.Support;

/// <summary>The five gateways, a journal's home, and a client for each profile.</summary>
internal sealed class TestEnvironment : IDisposable
{
    public const string Key = "sk-0123456789abcdef-SECRET";

    private static readonly HttpClient Http = new();

    private readonly ProfileStore _profiles = new(_ => null);

    public TestEnvironment(params string[] faults)
    {
        Emulator = Start(port: 0, faults);
        Journal = new TaskJournal(Folder.Home, Time);
    }

    public JumpTime Time { get; } = new();

    public TempFolder Folder { get; } = new();

    public RecordingLog Log { get; } = new();

    public GatewayEmulator Emulator { get; private set; }

    public TaskJournal Journal { get; private set; }

    public static TheoryData<string> Providers => [.. GatewayRegistry.Names];

    /// <summary>Those whose submit must never be repeated.</summary>
    public static TheoryData<string> OnceOnly => [.. GatewayRegistry.Names.Where(name => name != ProviderNames.AigptImage)];

    public IReadOnlyList<JournalEntry> Entries => new TaskJournal(Folder.Home, Time).Read();

    public IReadOnlyList<ChargeRecord> Charges => Emulator.Charges;

    public Profile Profile(string provider, Func<Profile, Profile>? change = null)
    {
        var plain = new Profile { Name = "p-" + provider, Provider = provider, BaseUri = Emulator.ProviderUris[provider], UploadUri = Emulator.ImageHost.AbsoluteUri.TrimEnd('/') + "/{name}" };
        var profile = change is null ? plain : change(plain);
        _profiles.Set(profile, new Secret(Key));
        return profile;
    }

    public NanoBananaClient Client(Profile profile, Func<ClientOptions, ClientOptions>? change = null)
    {
        var options = new ClientOptions { Profiles = _profiles, Journal = Journal, Time = Time, Log = Log, Random = static () => 0 };
        return new NanoBananaClient(profile, change is null ? options : change(options));
    }

    public Task<SubmitResult> SubmitAsync(Profile profile, ImageRequest request, SubmitRun? run = null, Func<ClientOptions, ClientOptions>? change = null)
    {
        var client = Client(profile, change);
        return client.Prepare(request).SubmitAsync(run ?? new SubmitRun(), uploadProfile: null, CancellationToken.None);
    }

    public Task<SubmitResult> SubmitAsync(string provider, string prompt = "a fox", SubmitRun? run = null) =>
        SubmitAsync(Profile(provider), new ImageRequest { Prompt = prompt }, run);

    /// <summary>The process that wrote so far is gone; another one continues.</summary>
    public void ProcessEnds()
    {
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Folder.Journal};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE nb_owners SET seen_at = 0";
            command.ExecuteNonQuery();
        }

        Journal = new TaskJournal(Folder.Home, Time);
    }

    /// <summary>The emulator ends, and another one has its address.</summary>
    public void RestartEmulator()
    {
        var port = Emulator.Uri.Port;
        Emulator.Dispose();
        Emulator = Start(port);
    }

    public SubmitRun Resuming() => new(maxCost: null, resume: true);

    public async Task SetFaultsAsync(params string[] faults)
    {
        var body = new JsonObject { ["faults"] = new JsonArray([.. faults.Select(fault => (JsonNode?)fault)]) };
        using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var reply = await Http.PutAsync(new Uri(Emulator.Uri, "emulator/faults"), content);
        reply.EnsureSuccessStatusCode();
    }

    /// <summary>How often an operation was called.</summary>
    public async Task<int> CountAsync(string provider, string operation = "submit")
    {
        var counts = JsonNode.Parse(await Http.GetStringAsync(new Uri(Emulator.Uri, "emulator/requests")))!;
        return (int?)counts[provider]?[operation] ?? 0;
    }

    /// <summary>The names of the emulator's faults that strike a submit.</summary>
    public async Task<IReadOnlyList<string>> MenuAsync()
    {
        var faults = JsonNode.Parse(await Http.GetStringAsync(new Uri(Emulator.Uri, "emulator/faults")))!;
        return [.. faults["menu"]!.AsArray().Where(kind => (string?)kind!["operation"] == "submit").Select(kind => (string)kind!["name"]!)];
    }

    private GatewayEmulator Start(int port, params string[] faults) =>
        GatewayEmulator.Start(new EmulatorOptions { Port = port, TaskDuration = TimeSpan.Zero, Key = Key, Faults = faults, TimeProvider = Time });

    public string Picture(string name, byte shade) => Folder.Put(name, PngBytes.Pixel(shade));

    public void Dispose()
    {
        Emulator.Dispose();
        Folder.Dispose();
    }
}
