using System.Net;
using System.Net.Sockets;

namespace NanoBanana.Http1;

/// <summary>Listens and serves each connection, until it is disposed.</summary>
internal sealed class HttpServer : IDisposable
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    private readonly IReadOnlyList<TcpListener> _listeners;
    private readonly IHttpHandler _handler;
    private readonly HttpServerOptions _options;
    private readonly LinkedList<HttpConnection> _open = new();
    private readonly CancellationTokenSource _closing = new();

    private HttpServer(IReadOnlyList<TcpListener> listeners, IHttpHandler handler, HttpServerOptions options) =>
        (_listeners, _handler, _options) = (listeners, handler, options);

    /// <summary>The port it listens on.</summary>
    public int Port => ((IPEndPoint)_listeners[0].LocalEndpoint).Port;

    /// <summary>
    /// The number of connections with a request that has arrived, if only in part, and was not answered. Connections are accepted in
    /// their order: a caller that is being answered on a new one knows that all earlier ones are counted.
    /// </summary>
    public int Busy
    {
        get
        {
            lock (_open)
            {
                return _open.Count(static connection => connection.IsBusy);
            }
        }
    }

    /// <summary>Starts listening; see <see cref="Listening.Open"/>.</summary>
    /// <exception cref="SocketException">The port is taken or not permitted.</exception>
    public static HttpServer Start(IReadOnlyList<IPAddress> addresses, int port, IHttpHandler handler, HttpServerOptions options)
    {
        var server = new HttpServer(Listening.Open(addresses, port), handler, options);
        foreach (var listener in server._listeners)
        {
            _ = Task.Run(() => server.AcceptAsync(listener));
        }

        return server;
    }

    /// <summary>Frees the port and closes open connections.</summary>
    public void Dispose()
    {
        lock (_open)
        {
            if (_closing.IsCancellationRequested)
            {
                return;
            }

            _closing.Cancel();
            foreach (var connection in _open.ToList())
            {
                connection.Reset();
            }
        }

        Listening.Stop(_listeners);
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptSocketAsync().ConfigureAwait(false);
                var place = Admit(new HttpConnection(socket, _handler, _options));
                _ = Task.Run(() => ServeAsync(place));
            }
            catch (Exception end) when (end is ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
            catch (SocketException)
            {
                // One caller's broken connection, or no room for another; only a closed server ends the loop.
                await _options.Clock.PauseAsync(Breath, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private LinkedListNode<HttpConnection> Admit(HttpConnection connection)
    {
        lock (_open)
        {
            if (_closing.IsCancellationRequested)
            {
                connection.Reset();
            }

            if (_open.Count >= _options.MaxConnections)
            {
                // A true caller is done in a moment: the oldest is the one that dawdles.
                _open.First!.Value.Reset();
                _open.RemoveFirst();
            }

            return _open.AddLast(connection);
        }
    }

    private async Task ServeAsync(LinkedListNode<HttpConnection> place)
    {
        try
        {
            await place.Value.ServeAsync(_closing.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (_open)
            {
                if (place.List is not null)
                {
                    _open.Remove(place);
                }
            }
        }
    }
}
