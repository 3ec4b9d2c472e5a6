using System.Net;
using System.Text.Json;
using NanoBanana.Client;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Durations;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Profiles;
using NanoBanana.Fuzz.Corpus;
using NanoBanana.Fuzz.Running;

namespace NanoBanana.Fuzz.Targets;

/// <summary>
/// The client's public methods: one gateway answers all that is asked with the same bytes. Allowed is what its documentation names,
/// and a submit throws nothing. The key may be in the bytes and must not be in what comes out.
/// </summary>
internal static class ClientTargets
{
    private const string Key = "sk-0123456789abcdef-SECRET";

    public static IEnumerable<FuzzTarget> All() => GatewayRegistry.Names.Select(provider => new FuzzTarget("client-" + provider, Replies.Of(provider), body => AskAsync(provider, body))
    {
        Kind = InputKind.Json,
        Allowed = [],
        Words = [Key, "Bearer " + Key, "https://example.com/?sig=" + Key, "429", "too many active tasks", "free", "1e3"],
        Share = 3,
    });

    private static async ValueTask<bool> AskAsync(string provider, byte[] body)
    {
        var said = new List<string>();
        using var http = new HttpClient(new Parrot(body));
        var profiles = new ProfileStore(static _ => null);
        var profile = new Profile { Name = "fuzz", Provider = provider, BaseUri = Client.Gateways.GatewayRegistry.Describe(provider).BaseUri };
        profiles.Set(profile, new Secret(Key));
        var client = new NanoBananaClient(profile, new ClientOptions
        {
            Profiles = profiles, Time = new JumpTime(), Http = http, Log = new Listener(said), Random = static () => 0.5, Accounts = new AccountRegistry(), Durations = new LearnedDurations(),
            SubmitBudget = TimeSpan.FromSeconds(5), QuotaBudget = TimeSpan.FromSeconds(10), QueryBudget = TimeSpan.FromSeconds(10),
        });
        var request = client.Prepare(new ImageRequest { Prompt = "a fox" });
        var (task, error) = await request.SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None);
        if (task is null && error is null)
        {
            throw new InvalidDataException("A submit that neither succeeded nor failed.");
        }

        Hear(error, said);
        Hear(task, said);
        var answered = false;
        foreach (var ask in new Func<Task>[]
        {
            async () => Hear(await client.GetTaskAsync(task?.Id ?? "task-1", CancellationToken.None), said),
            async () => said.Add((await client.GetCreditAsync(CancellationToken.None)).ToString()),
            async () => said.Add((await client.EstimateAsync(request, CancellationToken.None)).ToString()),
        })
        {
            answered |= await TryAsync(ask, said);
        }

        return said.Exists(each => each.Contains(Key, StringComparison.Ordinal)) ? throw new InvalidDataException("The key comes out again.") : answered || task is not null;
    }

    private static async Task<bool> TryAsync(Func<Task> ask, List<string> said)
    {
        try
        {
            await ask();
            return true;
        }
        catch (NanoBananaException error)
        {
            Hear(error, said);
            return false;
        }
    }

    private static void Hear(NanoBananaException? error, List<string> said) =>
        said.AddRange(new[] { error?.ToString(), error?.Reply, error?.RecommendedAction, error?.Target?.ToString() }.OfType<string>());

    private static void Hear(ImageTask? task, List<string> said) => said.Add(JsonSerializer.Serialize(task));

    private sealed class Parrot(byte[] body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage((HttpStatusCode)ReplyTargets.StatusOf(body)) { Content = new ByteArrayContent([.. body]) });
    }

    private sealed class Listener(List<string> said) : IClientLog
    {
        public void Warning(string message) => said.Add(message);

        public void Verbose(string message) => said.Add(message);

        public void Debug(Func<string> message) => said.Add(message());
    }
}
