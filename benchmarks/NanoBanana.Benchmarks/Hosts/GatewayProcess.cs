using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using NanoBanana.Client;
using NanoBanana.Client.Durations;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Profiles;

namespace NanoBanana.Benchmarks.Hosts;

/// <summary>An emulator that runs in another process, until disposed.</summary>
internal sealed class GatewayProcess : IDisposable
{
    private readonly Process _process;
    private readonly Uri _root;
    private readonly Dictionary<string, Uri> _providers;

    private GatewayProcess(Process process, string[] words)
    {
        _process = process;
        (_root, Images, Key) = (new Uri(words[0]), new Uri(words[1]), words[2]);
        _providers = words[3..].Select(each => each.Split('=')).ToDictionary(each => each[0], each => new Uri(each[1]), StringComparer.Ordinal);
    }

    /// <summary>Where images of 1 MB lie, named as <see cref="Files.DownloadHost.NameOf"/> says.</summary>
    public Uri Images { get; }

    public string Key { get; }

    public static async Task<GatewayProcess> StartAsync(TimeSpan taskDuration, params string[] faults)
    {
        var process = ChildProcess.Start(["gateway-host", taskDuration.TotalMilliseconds.ToString(CultureInfo.InvariantCulture), .. faults]);
        return new GatewayProcess(process, (await process.StandardOutput.ReadLineAsync())!.Split(' '));
    }

    public Uri Of(string provider) => _providers[provider];

    /// <summary>How often an operation was called.</summary>
    public async Task<int> CallsAsync(string provider, string operation)
    {
        using var http = new HttpClient();
        var counts = JsonNode.Parse(await http.GetStringAsync(new Uri(_root, "emulator/requests")))!;
        return (int?)counts[provider]?[operation] ?? 0;
    }

    /// <summary>A profile of one of its gateways, and options in which nothing is shared with another client.</summary>
    public (Profile Profile, ClientOptions Options) Client(string provider, TaskJournal? journal)
    {
        var profiles = new ProfileStore(_ => null);
        var profile = new Profile { Name = "bench", Provider = provider, BaseUri = Of(provider) };
        profiles.Set(profile, new Secret(Key));
        return (profile, new ClientOptions { Profiles = profiles, Durations = new LearnedDurations(), Accounts = new AccountRegistry(), Journal = journal });
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
