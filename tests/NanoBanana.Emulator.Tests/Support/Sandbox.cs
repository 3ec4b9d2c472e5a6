using System.Text;
using System.Text.Json.Nodes;

namespace NanoBanana.Emulation.Tests.Support;

/// <summary>A started emulator and a client that knows nothing but HTTP.</summary>
internal sealed class Sandbox : IDisposable
{
    public const string Key = "test-key";
    private const int Patience = 5000;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false });

    public Sandbox(params string[] faults)
        : this(new EmulatorOptions { TaskDuration = TimeSpan.Zero, Key = Key, Faults = faults })
    {
    }

    public Sandbox(EmulatorOptions options) => Emulator = GatewayEmulator.Start(options);

    public GatewayEmulator Emulator { get; }

    public async Task<Answer> SendAsync(HttpRequestMessage message)
    {
        using (message)
        {
            using var response = await _http.SendAsync(message);
            var bytes = await response.Content.ReadAsByteArrayAsync();
            return new Answer((int)response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType, bytes);
        }
    }

    public Task<Answer> GetAsync(string url) => SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(Emulator.Uri, url)));

    public Task<Answer> PutAsync(string url, byte[] bytes) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Put, new Uri(Emulator.Uri, url)) { Content = new ByteArrayContent(bytes) });

    public Task<Answer> PutJsonAsync(string url, string json) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Put, new Uri(Emulator.Uri, url)) { Content = JsonText(json) });

    /// <summary>A call of a gateway with the right key.</summary>
    public Task<Answer> CallAsync(
        Probe probe, HttpMethod method, string path, string? json = null, Action<HttpRequestMessage>? change = null, string key = Key)
    {
        var message = new HttpRequestMessage(method, Emulator.ProviderUris[probe.Provider] + path);
        probe.Authorize(message, key);
        if (json is not null)
        {
            message.Content = JsonText(json);
        }

        change?.Invoke(message);
        return SendAsync(message);
    }

    public Task<Answer> SubmitAsync(Probe probe, JsonObject body, Action<HttpRequestMessage>? change = null) =>
        CallAsync(probe, HttpMethod.Post, probe.SubmitPath, body.ToJsonString(), change);

    public async Task<string> AcceptAsync(Probe probe, JsonObject body, Action<HttpRequestMessage>? change = null) =>
        probe.TaskId((await SubmitAsync(probe, body, change)).Json);

    public Task<Answer> QueryAsync(Probe probe, string id) => CallAsync(probe, HttpMethod.Get, probe.QueryPath(id));

    /// <summary>Asks until the task has ended; each question is a round trip, so no pause is needed.</summary>
    public async Task<JsonNode> EndOfAsync(Probe probe, string id)
    {
        for (var i = 0; i < Patience; i++)
        {
            var reply = (await QueryAsync(probe, id)).Json;
            if (probe.HasSucceeded(reply) || probe.HasFailed(reply))
            {
                return reply;
            }
        }

        throw new TimeoutException($"The task {id} of {probe.Provider} does not end.");
    }

    /// <summary>The result images of a submitted body.</summary>
    public async Task<IReadOnlyList<Answer>> ImagesAsync(Probe probe, JsonObject body)
    {
        var urls = probe.Urls(await EndOfAsync(probe, await AcceptAsync(probe, body)));
        return await Task.WhenAll(urls.Select(GetAsync));
    }

    public void Dispose()
    {
        _http.Dispose();
        Emulator.Dispose();
    }

    private static StringContent JsonText(string json) => new(json, Encoding.UTF8, "application/json");
}
