using NanoBanana.Client;
using NanoBanana.Client.Callbacks;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Downloads;
using NanoBanana.Client.Durations;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Querying;
using NanoBanana.Client.State;
using NanoBanana.Client.Uploads;
using NanoBanana.Testing.PostgreSql;

namespace NanoBanana.Faults;

/// <summary>
/// One session of a user: journal and upload log in a home that outlives it, a profile for each gateway, a callback listener, and
/// its own HTTP clients, so that it can be seen whether it releases all resources.
/// </summary>
internal sealed class Place : IDisposable
{
    public const string Key = "sk-faults-0123456789abcdef";

    private readonly ProfileStore _profiles;
    private readonly HttpClient _gatewayHttp = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Dictionary<string, NanoBananaClient> _clients;
    private readonly CallbackListener _listener;

    /// <param name="gateways">The emulator, or what stands before it.</param>
    /// <param name="folder">Where the home and the results lie.</param>
    /// <param name="time">The clock of all but the journal.</param>
    /// <param name="grace">How long a stop waits for a submit in flight.</param>
    /// <param name="profiles">A store that has a profile of each gateway's name; null makes one.</param>
    public Place(Uri gateways, string folder, TimeProvider time, TimeSpan? grace = null, ProfileStore? profiles = null)
    {
        _profiles = profiles ?? SessionProfiles(gateways);
        Folder = folder;
        Time = time;
        Journal = TestStore.Open(Home);
        _listener = CallbackListener.Start(new CallbackListenerOptions
        {
            PublicUri = new Uri("http://127.0.0.1:0/hooks"),
            Signals = Signals,
            RequestTimeout = JumpTime.Guard,
            Reading = new CallbackOptions { Time = time },
        });
        Options = new ClientOptions
        {
            Profiles = _profiles,
            Journal = Journal,
            Time = time,
            Accounts = new AccountRegistry(),
            Durations = new LearnedDurations(),
            Http = _gatewayHttp,
            StopGrace = grace ?? TimeSpan.FromSeconds(10),
            CallbackUrl = provider => CallbackReader.Providers.Contains(provider, StringComparer.Ordinal) ? _listener.UrlFor(provider) : null,
        };
        _clients = GatewayRegistry.Names.ToDictionary(provider => provider, provider => new NanoBananaClient(_profiles.Resolve(provider), Options), StringComparer.Ordinal);
        ResultHttp = Client.Downloads.ResultHttp.Create(new GuardedConnect(AddressRule.Of(_clients[ProviderNames.Crun].Profile)));
    }

    public string Folder { get; }

    public string Home => Path.Combine(Folder, "home");

    public string Results => Path.Combine(Folder, "results");

    public TimeProvider Time { get; }

    public TaskJournal Journal { get; }

    public TaskSignals Signals { get; } = new();

    public ClientOptions Options { get; }

    /// <summary>For hosts of results, as the saver would make it.</summary>
    public HttpClient ResultHttp { get; }

    public NanoBananaClient ClientOf(string provider) => _clients[provider];

    /// <summary>Where a gateway's results go.</summary>
    public string ResultsOf(string provider) => Path.Combine(Results, provider);

    public void Dispose()
    {
        _listener.Dispose();
        _gatewayHttp.Dispose();
        ResultHttp.Dispose();
        Journal.Close();
    }

    /// <summary>The settings for a gateway, under its own name.</summary>
    public static Profile ProfileOf(string provider, Uri gateways) => new()
    {
        Name = provider,
        Provider = provider,
        BaseUri = new Uri(gateways, provider.ToLowerInvariant()),

        // Crun and Apikley have their own uploads; the others borrow the emulator's image host
        UploadUri = Client.Gateways.GatewayRegistry.Describe(provider).Upload ? null : gateways.AbsoluteUri + "host/{name}",
    };

    private static ProfileStore SessionProfiles(Uri gateways)
    {
        var store = new ProfileStore(_ => null);
        foreach (var provider in GatewayRegistry.Names)
        {
            store.Set(ProfileOf(provider, gateways), new Secret(Key));
        }

        return store;
    }
}
