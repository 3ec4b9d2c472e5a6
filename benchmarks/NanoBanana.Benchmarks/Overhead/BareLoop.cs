using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using NanoBanana.Benchmarks.Files;
using NanoBanana.Benchmarks.Hosts;

namespace NanoBanana.Benchmarks.Overhead;

/// <summary>The exchanges of a task by an HttpClient and nothing else: no check, no journal, no retry, no limit.</summary>
internal sealed class BareLoop : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly string _base;
    private readonly Uri _images;

    public BareLoop(GatewayProcess gateway)
    {
        (_base, _images) = (gateway.Of(ProviderNames.Apikley).AbsoluteUri.TrimEnd('/'), gateway.Images);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", gateway.Key);
    }

    /// <param name="number">Of the task.</param>
    /// <param name="folder">Where its image goes.</param>
    /// <param name="careful">Reads the file again to hash it, and brings it to the disk: the least that a checked and durable file needs.</param>
    public async Task RunAsync(int number, string folder, bool careful)
    {
        var order = new Order("google/nano-banana", new OrderInput(TaskRun.Prompt(number)));
        using var posted = await _http.PostAsJsonAsync(_base + "/api/v1/jobs/createTask", order);
        using var created = await JsonDocument.ParseAsync(await posted.Content.ReadAsStreamAsync());
        var id = created.RootElement.GetProperty("data").GetProperty("taskId").GetString();
        while (await ResultAsync(id!) is null)
        {
            // asked again at once: the gateway decides how often
        }

        using var reply = await _http.GetAsync(new Uri(_images, DownloadHost.NameOf(number)), HttpCompletionOption.ResponseHeadersRead);
        reply.EnsureSuccessStatusCode();
        await using var file = new FileStream(Path.Combine(folder, id + ".png"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.Asynchronous);
        await reply.Content.CopyToAsync(file);
        if (careful)
        {
            file.Position = 0;
            await SHA256.HashDataAsync(file);
            file.Flush(flushToDisk: true);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<string?> ResultAsync(string id)
    {
        using var reply = await _http.GetAsync(new Uri(_base + "/api/v1/jobs/recordInfo?taskId=" + id));
        using var record = await JsonDocument.ParseAsync(await reply.Content.ReadAsStreamAsync());
        var data = record.RootElement.GetProperty("data");
        if (data.GetProperty("state").GetString() != "success")
        {
            return null;
        }

        using var result = JsonDocument.Parse(data.GetProperty("resultJson").GetString()!);
        return result.RootElement.GetProperty("resultUrls")[0].GetString();
    }

    private sealed record Order(string Model, OrderInput Input);

    private sealed record OrderInput(string Prompt);
}
