using NanoBanana.Client.Durations;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Submitting;

namespace NanoBanana.Client.Tests.Support;

/// <summary>A client with a clock that does not advance, a scripted network, and its own profile.</summary>
internal sealed class Bench : IDisposable
{
    public const string Key = "sk-0123456789abcdef-SECRET";

    private static int _last;

    public Bench(string provider, Func<Profile, Profile>? change = null)
    {
        var plain = new Profile { Name = UniqueName("profile"), Provider = provider, BaseUri = GatewayRegistry.Describe(provider).BaseUri };
        Profile = change is null ? plain : change(plain);
        Profiles = new ProfileStore(name => Variables.GetValueOrDefault(name));
        Profiles.Set(Profile, new Secret(Key));
        Options = new ClientOptions { Profiles = Profiles, Time = Time, Log = Log, Http = new HttpClient(Http) { Timeout = Timeout.InfiniteTimeSpan }, Random = () => 0, Accounts = new AccountRegistry(), Durations = new LearnedDurations(), ModelNotices = null };
        Client = new NanoBananaClient(Profile, Options);
    }

    public FakeTime Time { get; } = new();

    public StubHttp Http { get; } = new();

    public RecordingLog Log { get; } = new();

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public ProfileStore Profiles { get; }

    public Profile Profile { get; }

    public ClientOptions Options { get; }

    public NanoBananaClient Client { get; }

    /// <summary>A name or id that no other test of this process uses: the registry of tasks is shared.</summary>
    public static string UniqueName(string stem) => FormattableString.Invariant($"{stem}-{Interlocked.Increment(ref _last)}");

    public PreparedRequest Prepare(string prompt = "a fox", params SourceImage[] sources) =>
        Client.Prepare(new ImageRequest { Prompt = prompt, Sources = [.. sources] });

    public PreparedRequest Prepare(ImageRequest request) => Client.Prepare(request);

    public Task<SubmitResult> SubmitAsync(PreparedRequest? request = null, SubmitRun? run = null, string? uploadProfile = null, CancellationToken stop = default) =>
        Time.RunAsync((request ?? Prepare()).SubmitAsync(run ?? new SubmitRun(), uploadProfile, stop));

    public Task<SubmitResult> SubmitAsync(ImageRequest request) => SubmitAsync(Prepare(request));

    public Task<ImageTask> GetAsync(string id) => Time.RunAsync(Client.GetTaskAsync(id, CancellationToken.None));

    public Task<ImageTask> QueryAsync(ImageTask task) => Time.RunAsync(Client.QueryAsync(task, CancellationToken.None));

    public void Dispose()
    {
        Options.Http!.Dispose();
        Assert.True(Http.Unused == 0, $"{Http.Unused} answers of the script were never asked for.");
    }
}
