using System.Diagnostics;
using System.Net;
using NanoBanana.Benchmarks.Reporting;
using NanoBanana.Client;
using NanoBanana.Client.Durations;
using NanoBanana.Client.Journal;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Querying;
using NanoBanana.Client.Waiting;

namespace NanoBanana.Benchmarks.Waiting;

/// <summary>The cost of 20,000 waiting tasks while nothing happens: memory per task, and the share of a core.</summary>
internal static class IdleCase
{
    private const int Tasks = 20_000;
    private const double MostBytes = 2048;
    private const double MostShare = 0.10;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(40);

    /// <returns>0 if the goals are met.</returns>
    public static async Task<int> RunAsync()
    {
        using var gateway = new RunningGateway();
        using var http = new HttpClient(gateway);
        var profiles = new ProfileStore(_ => null);
        var profile = new Profile { Name = "bench", Provider = ProviderNames.Apikley, BaseUri = new Uri("https://api.example.com") };
        profiles.Set(profile, new Secret("bench"));
        var client = new NanoBananaClient(profile, new ClientOptions { Profiles = profiles, Durations = new LearnedDurations(), Accounts = new AccountRegistry(), Http = http });
        using var watcher = new TaskWatcher(client.QueryAsync, new WatchOptions { Durations = new LearnedDurations(), Signals = new TaskSignals() });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Tasks; i++)
        {
            watcher.Add(NewTask(i));
        }

        await Task.Delay(WarmUp, TimeProvider.System);
        var bytes = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Tasks;
        var (cpu, requests) = (Process.GetCurrentProcess().TotalProcessorTime, gateway.Requests);
        await Task.Delay(Measured, TimeProvider.System);
        var share = (Process.GetCurrentProcess().TotalProcessorTime - cpu) / Measured;
        var rate = (gateway.Requests - requests) / Measured.TotalSeconds;

        var table = new Table("waiting-idle", FormattableString.Invariant($"{Tasks:N0} tasks waiting, none of which ends"), "figure", "measured", "goal");
        table.Add("memory a task, bytes", FormattableString.Invariant($"{bytes:0}"), FormattableString.Invariant($"{MostBytes:0}"));
        table.Add("share of a core", FormattableString.Invariant($"{share:P1}"), FormattableString.Invariant($"{MostShare:P0}"));
        table.Add("queries a second", FormattableString.Invariant($"{rate:0}"), string.Empty);
        table.Note(FormattableString.Invariant($"Memory: the managed heap after {WarmUp.TotalSeconds} s of waiting, less that before the first task; the task objects themselves are in it. The share is that of the whole process over {Measured.TotalSeconds} s."));
        table.Note("The queries go through the whole client but the socket: a handler answers that the task is running.");
        await table.WriteAsync();
        return bytes <= MostBytes && share < MostShare ? 0 : 1;
    }

    private static ImageTask NewTask(int number) => new()
    {
        Id = Guid.NewGuid().ToString(),
        Provider = ProviderNames.Apikley,
        Profile = "bench",
        Model = "google/nano-banana",
        Operation = Operations.Generate,
        State = TaskStates.Pending,
        Request = new ImageRequest { Prompt = FormattableString.Invariant($"a lighthouse in a storm, number {number}") },
        SubmittedAt = TimeProvider.System.GetUtcNow(),
        IntentId = Guid.NewGuid().ToString("N"),
    };

    private sealed class RunningGateway : HttpMessageHandler
    {
        private int _requests;

        public int Requests => Volatile.Read(ref _requests);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _requests);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent("""{"code":200,"msg":"success","data":{"taskId":"t","state":"generating","createTime":1790000000000}}"""),
            });
        }
    }
}
