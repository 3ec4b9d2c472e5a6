using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBanana.Client;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Durations;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Limits;
using NanoBanana.Client.Profiles;
using NanoBanana.Emulation;

namespace NanoBanana.Fuzz.Corpus;

/// <summary>
/// Writes <c>emulator.jsonl</c>: what the emulator answers to everything that the client asks, with each fault of its menu. It is
/// kept in a file, because ids differ from run to run and the same seed must give the same inputs.
/// </summary>
internal static class EmulatorCapture
{
    private const string Key = "fuzz";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> WriteAsync(string file)
    {
        var seen = new SortedDictionary<string, string>(StringComparer.Ordinal);
        using var emulator = GatewayEmulator.Start(new EmulatorOptions { Key = Key, TaskDuration = TimeSpan.Zero, TimeProvider = new JumpTime() });
        using var http = new HttpClient(new Recorder(emulator, seen)) { Timeout = TimeSpan.FromSeconds(2) };
        foreach (var fault in (await MenuAsync(emulator, http)).Prepend(null))
        {
            foreach (var provider in GatewayRegistry.Names)
            {
                await AskAsync(emulator, http, provider, fault);
            }
        }

        await File.WriteAllLinesAsync(file, seen.Values);
        Console.WriteLine(FormattableString.Invariant($"{seen.Count} replies are in {file}."));
        return 0;
    }

    private static async Task<IReadOnlyList<string>> MenuAsync(GatewayEmulator emulator, HttpClient http)
    {
        var faults = JsonNode.Parse(await http.GetStringAsync(new Uri(emulator.Uri, "emulator/faults")))!;
        return [.. faults["menu"]!.AsArray().Select(kind => (string)kind!["name"]!)];
    }

    private static async Task AskAsync(GatewayEmulator emulator, HttpClient http, string provider, string? fault)
    {
        using var faults = new StringContent(new JsonObject { ["faults"] = fault is null ? [] : new JsonArray($"{fault}:{provider}") }.ToJsonString(), Encoding.UTF8, "application/json");
        using var set = await http.PutAsync(new Uri(emulator.Uri, "emulator/faults"), faults);
        var profiles = new ProfileStore(static _ => null);
        var profile = new Profile { Name = "fuzz", Provider = provider, BaseUri = emulator.ProviderUris[provider] };
        profiles.Set(profile, new Secret(Key));
        var client = new NanoBananaClient(profile, new ClientOptions { Profiles = profiles, Time = new JumpTime(), Http = http, Accounts = new AccountRegistry(), Durations = new LearnedDurations(), Random = static () => 0 });
        var request = new ImageRequest { Prompt = "a fox" };
        var task = (await client.Prepare(request).SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None)).Task;
        await TryAsync(() => client.GetTaskAsync(task?.Id ?? "none", CancellationToken.None));
        await TryAsync(() => client.GetCreditAsync(CancellationToken.None));
        await TryAsync(() => client.EstimateAsync(client.Prepare(request), CancellationToken.None));
        await TryAsync(() => client.Prepare(request with { Sources = [SourceImage.FromUrl("https://example.com/a.png")] }).SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None));
    }

    private static async Task TryAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            await ask();
        }
        catch (NanoBananaException)
        {
            // the reply is what counts
        }
    }

    /// <summary>Keeps one reply of each shape: the same members and status.</summary>
    private sealed class Recorder(GatewayEmulator emulator, SortedDictionary<string, string> seen) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            var provider = emulator.ProviderUris.FirstOrDefault(each => request.RequestUri!.AbsoluteUri.StartsWith(each.Value.AbsoluteUri, StringComparison.Ordinal)).Key;
            if (provider is not null)
            {
                await response.Content.LoadIntoBufferAsync(cancellationToken);
                var body = (await response.Content.ReadAsStringAsync(cancellationToken)).Replace(emulator.Uri.Authority, "127.0.0.1:8080", StringComparison.Ordinal);
                var shape = $"{provider} {(int)response.StatusCode} {string.Concat(body.Where(each => !char.IsAsciiLetterOrDigit(each)))}";
                seen.TryAdd(shape, new JsonObject { ["provider"] = provider, ["status"] = (int)response.StatusCode, ["body"] = body }.ToJsonString(Plain));
            }

            return response;
        }
    }
}
