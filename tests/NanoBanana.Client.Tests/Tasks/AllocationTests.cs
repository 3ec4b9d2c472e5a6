using System.Net;
using System.Text;
using NanoBanana.Client.Durations;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Tasks;

/// <summary>
/// A cheap guard on what a task costs: the bytes that its submit and three queries allocate without a socket. It runs alone, so
/// that those of no other test are counted. <c>benchmarks</c> measures the rest.
/// </summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    private const int Tasks = 200;
    private const int Queries = 3;

    /// <summary>It is 70 kB, and other threads of the process allocate a little meanwhile; a buffer of 16 kB for each of the four replies would bring it over.</summary>
    private const long MostBytes = 80_000;

    [Fact]
    public async Task A_task_allocates_no_more_than_it_needs()
    {
        var profile = new Profile { Name = "bench", Provider = ProviderNames.Apikley, BaseUri = new Uri("http://127.0.0.1:9") };
        var profiles = new ProfileStore(_ => null);
        profiles.Set(profile, new Secret(Bench.Key));
        using var http = new HttpClient(new AnsweringGateway());
        var client = new NanoBananaClient(profile, new ClientOptions
        {
            Profiles = profiles,
            Http = http,
            Accounts = new AccountRegistry(),
            Durations = new LearnedDurations(),
        });
        var run = new SubmitRun();
        await CompleteAsync(client, run);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Tasks; i++)
        {
            await CompleteAsync(client, run);
        }

        var bytes = (GC.GetTotalAllocatedBytes(precise: true) - before) / Tasks;
        Assert.True(bytes <= MostBytes, $"A task allocates {bytes:N0} bytes; {MostBytes:N0} are the most.");
    }

    private static async Task CompleteAsync(NanoBananaClient client, SubmitRun run)
    {
        var request = client.Prepare(new ImageRequest { Prompt = "a lighthouse in a storm" });
        var task = (await request.SubmitAsync(run, uploadProfile: null, CancellationToken.None)).AcceptedTask();
        for (var i = 0; i < Queries; i++)
        {
            await client.QueryAsync(task, CancellationToken.None);
        }
    }

    /// <summary>Runs when no other test does.</summary>
    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;

    private sealed class AnsweringGateway : HttpMessageHandler
    {
        private static readonly byte[] Accepted = Encoding.UTF8.GetBytes("""{"code":200,"msg":"success","data":{"taskId":"task_google_1765178615729"}}""");

        private static readonly byte[] Ended = Encoding.UTF8.GetBytes("""{"code":200,"message":"success","data":{"taskId":"task_google_1765178615729","model":"google/nano-banana","state":"success","param":"{}","resultJson":"{\"resultUrls\":[\"https://images.example.com/1.png\"]}","failCode":"","failMsg":"","completeTime":1698765432000,"createTime":1698765400000,"updateTime":1698765432000}}""");

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(request.Method == HttpMethod.Post ? Accepted : Ended) });
    }
}
