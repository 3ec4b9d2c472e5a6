using NanoBanana.Client.Gateways;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using NanoBanana.Client.Callbacks;
using NanoBanana.Client.State;
using NanoBanana.Client.Tests.Support;
using NanoBanana.Client.Querying;
using NanoBanana.Client.Waiting;

namespace NanoBanana.Client.Tests.Callbacks;

/// <summary>A listener on a free port with a clock that does not advance, and senders on bare sockets.</summary>
internal sealed class ListenerBench : IDisposable
{
    public const string Secret = "kie-hmac-key";

    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(30);

    private readonly IDisposable _subscription;

    public ListenerBench(Func<CallbackListenerOptions, CallbackListenerOptions>? change = null)
    {
        var signals = new TaskSignals();
        _subscription = signals.Subscribe((provider, id) => Signals.Enqueue((provider, id)));
        var options = new CallbackListenerOptions
        {
            PublicUri = new Uri("http://127.0.0.1:0/hooks"),
            Signals = signals,
            Reading = new CallbackOptions { Time = Time, Secrets = [new Secret(Secret)] },
        };
        Listener = CallbackListener.Start(change is null ? options : change(options));
    }

    public FakeTime Time { get; } = new();

    public CallbackListener Listener { get; }

    public ConcurrentQueue<(string Provider, string Id)> Signals { get; } = new();

    public string Path(string provider) => Listener.UrlFor(provider).AbsolutePath;

    public async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, new Uri(Listener.Prefix).Port)).WaitAsync(HangGuard);
        return socket;
    }

    /// <summary>The status of the answer; 0 if the connection ended without one.</summary>
    public async Task<int> SendAsync(string request)
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync(Encoding.Latin1.GetBytes(request));
        return await StatusAsync(socket);
    }

    public Task<int> PostAsync(string provider, string body, params string[] headers) => PostToAsync(Path(provider), body, headers);

    public Task<int> PostToAsync(string path, string body, params string[] headers) => SendAsync(
        $"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n{body}");

    public string[] Signed(string id, string secret = Secret)
    {
        var time = $"{Time.GetUtcNow().ToUnixTimeSeconds()}";
        return [$"X-Webhook-Timestamp: {time}", $"X-Webhook-Signature: {KieSignature.Of(new Secret(secret), id, time)}"];
    }

    public static async Task<int> StatusAsync(Socket socket)
    {
        try
        {
            using var stream = new NetworkStream(socket, ownsSocket: false);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var answer = await reader.ReadToEndAsync().WaitAsync(HangGuard);
            return answer.Length == 0 ? 0 : int.Parse(answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    public void Dispose()
    {
        _subscription.Dispose();
        Listener.Dispose();
    }
}
