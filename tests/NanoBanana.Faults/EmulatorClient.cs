using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace NanoBanana.Faults;

/// <summary>The emulator's own control: what it charged, what it was sent, and how it shall behave.</summary>
internal sealed class EmulatorClient(Uri emulator) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    public async Task<IReadOnlyList<ChargedTask>> ChargesAsync() =>
        [.. (await LedgerAsync()).Select(charge => new ChargedTask(
            (string)charge!["provider"]!, (string)charge["taskId"]!, (string)charge["prompt"]!, (string?)charge["requestId"]))];

    /// <summary>The charges as the emulator shows them, with all that it knows of each.</summary>
    public async Task<JsonArray> LedgerAsync() => (await GetAsync("emulator/ledger"))["charges"]!.AsArray();

    /// <summary>Waits until it has nothing to do but to let time pass.</summary>
    public Task DoneAsync() => EmulatorWork.DoneAsync(emulator);

    /// <summary>The tasks' ids, each with the hashes of the images that its submit named.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> SourcesAsync()
    {
        var sources = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var task in (await GetAsync("emulator/tasks")).AsArray())
        {
            var links = Texts(task!["sent"]).Where(text => text.StartsWith(emulator.Scheme + "://127.0.0.1", StringComparison.Ordinal) && text.EndsWith(".png", StringComparison.Ordinal));
            var hashes = new List<string>();
            foreach (var link in links)
            {
                hashes.Add(Convert.ToHexStringLower(SHA256.HashData(await _http.GetByteArrayAsync(new Uri(emulator, new Uri(link).PathAndQuery)))));
            }

            sources[(string)task["id"]!] = hashes;
        }

        return sources;
    }

    /// <summary>Every fault, with the operation that it affects by default.</summary>
    public async Task<IReadOnlyList<(string Name, string Operation)>> MenuAsync() =>
        [.. (await GetAsync("emulator/faults"))["menu"]!.AsArray().Select(kind => ((string)kind!["name"]!, (string)kind["operation"]!))];

    /// <returns>False if there is no such fault at such an operation.</returns>
    public async Task<bool> SetFaultsAsync(IEnumerable<string> faults)
    {
        using var reply = await _http.PutAsJsonAsync(new Uri(emulator, "emulator/faults"), new { faults });
        return reply.IsSuccessStatusCode;
    }

    /// <summary>Forgets all tasks, charges and files.</summary>
    public async Task ResetAsync()
    {
        using var reply = await _http.PostAsync(new Uri(emulator, "emulator/reset"), content: null);
        reply.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Texts(field.Value)),
        JsonArray items => items.SelectMany(Texts),
        JsonValue value when value.TryGetValue(out string? text) => [text],
        _ => [],
    };

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(new Uri(emulator, path)))!;
}
