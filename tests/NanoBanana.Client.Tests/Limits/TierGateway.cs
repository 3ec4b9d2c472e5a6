using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Limits;

/// <summary>AIGPTImage's tier `free` on the test's own clock: 1 create a second, 10 a minute, 1 active; 2 queries per second, 60 a minute.</summary>
internal sealed class TierGateway(FakeTime time, TimeSpan taskDuration) : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _creates = [];
    private readonly List<TimeSpan> _queries = [];
    private readonly Dictionary<string, TimeSpan> _ends = new(StringComparer.Ordinal);

    public int Refused { get; private set; }

    public int Accepted => _ends.Count;

    public int Queries => _queries.Count;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(request.Method == HttpMethod.Post ? Create() : Query(request.RequestUri!.Query.Split('=')[1]));
        }
    }

    private static HttpResponseMessage Reply(int code, JsonObject? data, string text = "success") => new((HttpStatusCode)code)
    {
        Content = new StringContent(new JsonObject { ["code"] = code, ["msg"] = text, ["data"] = data }.ToJsonString(), Encoding.UTF8, "application/json"),
    };

    private HttpResponseMessage Create()
    {
        if (!IsWithin(_creates, 1, 10))
        {
            Refused++;
            return Reply(429, new JsonObject { ["retryAfter"] = 1, ["tier"] = "free" }, "rate limit exceeded");
        }

        if (_ends.Values.Any(end => end > time.Elapsed))
        {
            Refused++;
            return Reply(409, data: null, "too many active tasks");
        }

        var id = $"task-{_ends.Count}";
        _ends.Add(id, time.Elapsed + taskDuration);
        return Reply(200, new JsonObject { ["taskId"] = id });
    }

    private HttpResponseMessage Query(string id)
    {
        if (!IsWithin(_queries, 2, 60))
        {
            Refused++;
            return Reply(429, new JsonObject { ["retryAfter"] = 1, ["tier"] = "free" }, "rate limit exceeded");
        }

        return Reply(200, new JsonObject
        {
            ["taskId"] = id,
            ["state"] = _ends[id] > time.Elapsed ? "generating" : "success",
            ["resultJson"] = "{\"resultUrls\":[\"https://example.com/1.png\"]}",
        });
    }

    private bool IsWithin(List<TimeSpan> calls, int aSecond, int aMinute)
    {
        var now = time.Elapsed;
        var fits = calls.Count(call => call > now - TimeSpan.FromSeconds(1)) < aSecond && calls.Count(call => call > now - TimeSpan.FromMinutes(1)) < aMinute;
        calls.Add(now);
        return fits;
    }
}
