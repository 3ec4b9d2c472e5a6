using System.Text;
using System.Text.Json.Nodes;

namespace NanoBanana.Testing;

/// <summary>A request as it would have left the machine; the body is null if none of it left.</summary>
public sealed record SentRequest(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, byte[]? Body)
{
    public string PathAndQuery => Uri.PathAndQuery;

    public string Text => Encoding.UTF8.GetString(Body ?? []);

    public JsonNode? Json => JsonNode.Parse(Text);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public static async Task<SentRequest> ReadAsync(HttpRequestMessage request, bool body)
    {
        var bytes = body && request.Content is not null ? await request.Content.ReadAsByteArrayAsync() : null;
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(each => each.Key, each => string.Join(", ", each.Value), StringComparer.OrdinalIgnoreCase);
        return new SentRequest(request.Method.Method, request.RequestUri!, headers, bytes);
    }
}
