using System.Net;
using System.Text;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Tests.Support;
using NanoBanana.Client.Waiting;

namespace NanoBanana.Client.Tests.Tasks;

/// <summary>
/// A cheap guard on what a task costs: the bytes that its submit and three queries allocate, counted on one thread without a
/// socket, so that the count is the same everywhere. <c>benchmarks</c> measures the rest.
/// </summary>
public sealed class AllocationTests
{
    private const int Tasks = 200;
    private const int Queries = 3;

    /// <summary>It was 47 kB when this was written; a buffer a reply would bring it over.</summary>
    private const long MostBytes = 1;

    [Fact]
    public void A_task_allocates_no_more_than_it_needs()
    {
        var profile = new Profile { Name = "bench", Provider = ProviderNames.Apikley, BaseUri = new Uri("https://api.example.com") };
        var profiles = new ProfileStore(_ => null);
        profiles.Set(profile, new Secret(Bench.Key));
        using var http = new HttpClient(new AnsweringGateway());
        var client = new NanoBananaClient(profile, new ClientOptions
        {
            Profiles = profiles,
            Http = http,
            Accounts = new AccountBook(),
            Durations = new DurationBook(),
        });
        var run = new SubmitRun();
        Complete(client, run);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Tasks; i++)
        {
            Complete(client, run);
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Tasks;
        Assert.True(bytes <= MostBytes, $"A task allocates {bytes:N0} bytes; {MostBytes:N0} are the most.");
    }

    // nothing waits, so all of it runs on this thread
    private static void Complete(NanoBananaClient client, SubmitRun run)
    {
        var request = client.Prepare(new ImageRequest { Prompt = "a lighthouse in a storm" });
        var submit = client.SubmitAsync(request, run, uploadProfile: null, CancellationToken.None);
        Assert.True(submit.IsCompletedSuccessfully, "A submit changed threads: " + submit.Status + submit.Exception);
        var task = submit.GetAwaiter().GetResult().AcceptedTask();
        for (var i = 0; i < Queries; i++)
        {
            var query = client.QueryAsync(task, CancellationToken.None);
            Assert.True(query.IsCompletedSuccessfully, "A query changed threads: its bytes would not count.");
        }
    }

    private sealed class AnsweringGateway : HttpMessageHandler
    {
        private static readonly byte[] Accepted = Encoding.UTF8.GetBytes("""{"code":200,"msg":"success","data":{"taskId":"task_google_1765178615729"}}""");

        private static readonly byte[] Ended = Encoding.UTF8.GetBytes("""{"code":200,"message":"success","data":{"taskId":"task_google_1765178615729","model":"google/nano-banana","state":"success","param":"{}","resultJson":"{\"resultUrls\":[\"https://images.example.com/1.png\"]}","failCode":"","failMsg":"","completeTime":1698765432000,"createTime":1698765400000,"updateTime":1698765432000}}""");

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(request.Method == HttpMethod.Post ? Accepted : Ended) });
    }
}
