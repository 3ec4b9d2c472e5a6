using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace NanoBanana.Emulation.Tests.Support;

/// <summary>Takes one POST on a bare socket.</summary>
internal sealed class CallbackReceiver : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public CallbackReceiver() => _listener.Start();

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/callback";

    /// <summary>The JSON body of the next POST.</summary>
    public async Task<JsonNode> NextAsync() => JsonNode.Parse((await NextPostAsync()).Body)!;

    /// <summary>The next POST, to the byte.</summary>
    public async Task<(IReadOnlyDictionary<string, string> Headers, string Body)> NextPostAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var client = await _listener.AcceptTcpClientAsync(limit.Token);
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        Assert.StartsWith("POST /callback ", await reader.ReadLineAsync(limit.Token), StringComparison.Ordinal);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(limit.Token) is { Length: > 0 } header)
        {
            headers[header[..header.IndexOf(':', StringComparison.Ordinal)]] = header[(header.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }

        var body = new char[int.Parse(headers["Content-Length"], System.Globalization.CultureInfo.InvariantCulture)];
        await reader.ReadBlockAsync(body, limit.Token);
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), limit.Token);
        return (headers, new string(body));
    }

    public void Dispose() => _listener.Dispose();
}
