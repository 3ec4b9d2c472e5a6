using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Submitting;
using NanoBanana.Client.Tests.Support;
using NanoBanana.Client.Tests.Waiting;
using NanoBanana.Client.Durations;
using NanoBanana.Client.Querying;
using NanoBanana.Client.Waiting;

namespace NanoBanana.Client.Tests.Http;

/// <summary>
/// What will be the same next time is tried once, over real sockets. On 438ef55 each item tried six times in 20 to 27 seconds, and a
/// batch of six sent a wrong proxy password 32 times.
/// </summary>
public sealed class PermanentFaultTests
{
    private const int Items = 6;

    [Theory]
    [InlineData("407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"corp\"\r\n")]
    [InlineData("407 Proxy Authentication Required", "Proxy-Authenticate: NTLM\r\n", 2)]
    [InlineData("407 Proxy Authentication Required", "")]
    [InlineData("403 Forbidden", "")]
    public async Task A_proxy_that_refuses_is_asked_once_for_a_batch(string status, string header, int most = 1)
    {
        using var proxy = RefusingHost.Proxy(status, header);
        var client = Client(new Uri("https://gateway.example"), new Uri($"http://127.0.0.1:{proxy.Port}"));

        var errors = await BatchAsync(client);

        Assert.All(errors, error => Assert.Equal((ErrorIds.ProxyRefused, false), (error.ErrorId, error.MayHaveBeenCharged)));

        // NTLM begins with a message of its own
        Assert.InRange(proxy.Asked, 1, most);
    }

    [Fact]
    public async Task A_proxy_that_is_out_of_order_is_asked_again()
    {
        using var proxy = RefusingHost.Proxy("503 Service Unavailable");
        var client = Client(new Uri("https://gateway.example"), new Uri($"http://127.0.0.1:{proxy.Port}"), TimeSpan.FromSeconds(2));

        var result = await client.Prepare(new ImageRequest { Prompt = "a fox", Sources = [] }).SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None);

        Assert.Equal(ErrorIds.NotDelivered, result.Error!.ErrorId);
        Assert.InRange(proxy.Asked, 2, 10);
    }

    [Theory]
    [InlineData("localhost", "is not trusted here")]
    [InlineData("elsewhere.example", "is for another host")]
    public async Task A_certificate_that_is_not_taken_is_looked_at_once_for_a_batch(string host, string reason)
    {
        using var server = RefusingHost.SelfSigned(host);
        var client = Client(new Uri($"https://localhost:{server.Port}"), proxy: null);

        var errors = await BatchAsync(client);

        Assert.All(errors, error => Assert.Equal(ErrorIds.CertificateRefused, error.ErrorId));
        Assert.Contains(reason, errors[0].Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Asked);
    }

    [Fact]
    public async Task A_watch_ends_at_once_for_all_tasks_of_the_profile()
    {
        using var proxy = RefusingHost.Proxy("407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"corp\"\r\n");
        var client = Client(new Uri("https://gateway.example"), new Uri($"http://127.0.0.1:{proxy.Port}"));
        using var watcher = new TaskWatcher(client.QueryOnceAsync, new WatchOptions { PollInterval = TimeSpan.Zero, ThrottleLimit = 1, Durations = new LearnedDurations(), Signals = new TaskSignals() });
        for (var i = 0; i < Items; i++)
        {
            watcher.Add(WatchBench.Task($"{i}") with { Profile = client.Profile.Name });
        }

        for (var i = 0; i < Items; i++)
        {
            var result = await watcher.TakeAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
            Assert.Equal((ErrorIds.ProxyRefused, false), (result!.Error!.ErrorId, result.TimedOut));
        }

        Assert.Equal(1, proxy.Asked);
    }

    private static async Task<List<NanoBananaException>> BatchAsync(NanoBananaClient client)
    {
        var run = new SubmitRun();
        var errors = new List<NanoBananaException>();
        for (var i = 0; i < Items; i++)
        {
            var result = await client.Prepare(new ImageRequest { Prompt = "a fox", Sources = [] }).SubmitAsync(run, uploadProfile: null, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
            Assert.Null(result.Task);
            errors.Add(result.Error!);
        }

        return errors;
    }

    private static NanoBananaClient Client(Uri address, Uri? proxy, TimeSpan? budget = null)
    {
        var profile = new Profile { Name = Bench.UniqueName("corp"), Provider = ProviderNames.Crun, BaseUri = address, Proxy = proxy };
        var profiles = new ProfileStore(_ => null);
        profiles.Set(profile, new Secret(Bench.Key));
        return new NanoBananaClient(profile, new ClientOptions { Profiles = profiles, Accounts = new AccountRegistry(), Durations = new LearnedDurations(), Random = () => 0.9, SubmitBudget = budget ?? TimeSpan.FromSeconds(30) });
    }
}
