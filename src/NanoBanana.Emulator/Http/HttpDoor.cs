using System.Collections.Concurrent;
using System.Net.Sockets;
using NanoBanana.Emulation.Compatibility;

namespace NanoBanana.Emulation.Http;

/// <summary>
/// Listens and serves each connection. On sockets of its own, because HttpListener can neither cut a connection within
/// an answer nor look at a request before its body.
/// </summary>
internal sealed class HttpDoor : IDisposable
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    private readonly IReadOnlyList<TcpListener> _listeners;
    private readonly IReception _reception;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<Connection, bool> _open = new();
    private readonly CancellationTokenSource _closing = new();

    private HttpDoor(IReadOnlyList<TcpListener> listeners, Uri uri, IReception reception, TimeProvider clock)
    {
        _listeners = listeners;
        _reception = reception;
        _clock = clock;
        Uri = uri;
    }

    public Uri Uri { get; }

    public static HttpDoor Open(string hostName, int port, IReception reception, TimeProvider clock)
    {
        var (listeners, uri) = Listening.Start(hostName, port);
        var door = new HttpDoor(listeners, uri, reception, clock);
        foreach (var listener in listeners)
        {
            _ = door.ListenAsync(listener);
        }

        return door;
    }

    public void Dispose()
    {
        if (_closing.IsCancellationRequested)
        {
            return;
        }

        _closing.Cancel();
        Listening.Stop(_listeners);
        foreach (var connection in _open.Keys)
        {
            connection.Reset();
        }
    }

    private async Task ListenAsync(TcpListener listener)
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptSocketAsync().ConfigureAwait(false);
                _ = Task.Run(() => ServeAsync(socket));
            }
            catch (Exception end) when (end is ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
            catch (SocketException)
            {
                // One caller's broken connection, or no room for another; only a closed door ends the loop.
                await _clock.PauseAsync(Breath, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        var connection = new Connection(socket, _reception, Uri, _clock);
        _open[connection] = true;
        if (_closing.IsCancellationRequested)
        {
            connection.Reset();
        }

        try
        {
            await connection.ServeAsync(_closing.Token).ConfigureAwait(false);
        }
        finally
        {
            _open.TryRemove(connection, out _);
        }
    }
}
