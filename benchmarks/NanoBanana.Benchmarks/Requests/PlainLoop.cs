using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using NanoBanana.Benchmarks.Waiting;

namespace NanoBanana.Benchmarks.Requests;

/// <summary>What the gateways' samples do: submit, query every two seconds, download; a refused submit is sent again after five seconds.</summary>
internal sealed class PlainLoop : IDisposable
{
    private static readonly TimeSpan BetweenQueries = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = new();
    private readonly string _base;
    private readonly string _model;

    public PlainLoop(EmulatorRun run)
    {
        (_base, _model) = (run.Profile.BaseUri!.AbsoluteUri.TrimEnd('/'), run.Profile.Provider is ProviderNames.Apikley ? "google/nano-banana" : "nano-banana-text-to-image");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", run.Key);
    }

    public Task RunAsync(int count, int atOnce, string folder) => Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (number, stop) =>
    {
        var id = await SubmitAsync(number, stop);
        var link = await WaitAsync(id, stop);
        await File.WriteAllBytesAsync(Path.Combine(folder, id + ".png"), await _http.GetByteArrayAsync(link, stop), stop);
    });

    public void Dispose() => _http.Dispose();

    private async Task<string> SubmitAsync(int number, CancellationToken stop)
    {
        while (true)
        {
            using var reply = await _http.PostAsJsonAsync(_base + "/api/v1/jobs/createTask", new { model = _model, input = new { prompt = FormattableString.Invariant($"article {number}") } }, stop);
            using var json = await ReadAsync(reply, stop);
            switch (json.RootElement.GetProperty("code").GetInt32())
            {
                case 200:
                    return json.RootElement.GetProperty("data").GetProperty("taskId").GetString()!;
                case 409 or 429:
                    await Task.Delay(AfterRefusal, stop);
                    break;
                default:
                    throw new InvalidOperationException(json.RootElement.ToString());
            }
        }
    }

    private async Task<Uri> WaitAsync(string id, CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(BetweenQueries, stop);
            using var reply = await _http.GetAsync(new Uri(_base + "/api/v1/jobs/recordInfo?taskId=" + id), stop);
            using var json = await ReadAsync(reply, stop);
            if (json.RootElement is var root && root.GetProperty("code").GetInt32() is 200 && root.GetProperty("data") is var data && data.GetProperty("state").GetString() is "success")
            {
                using var result = JsonDocument.Parse(data.GetProperty("resultJson").GetString()!);
                return new Uri(result.RootElement.GetProperty("resultUrls")[0].GetString()!);
            }
        }
    }

    private static async Task<JsonDocument> ReadAsync(HttpResponseMessage reply, CancellationToken stop) =>
        await JsonDocument.ParseAsync(await reply.Content.ReadAsStreamAsync(stop), cancellationToken: stop);
}
