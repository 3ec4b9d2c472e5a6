using System.Net;
using System.Net.Sockets;
using NanoBanana.Client.Callbacks;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.State;
using NanoBanana.Client.Submitting;

namespace NanoBanana;

/// <summary>
/// Receives callbacks and wakes whoever waits for the task they speak of. On sockets, because HttpListener sets no limits on what
/// it reads and cannot take any free port. It speaks plain HTTP; TLS ends at the proxy or tunnel before it.
/// </summary>
public sealed class CallbackListener : IDisposable
{
    private readonly CallbackListenerOptions _options;
    private readonly CallbackDesk _desk;
    private readonly IReadOnlyList<TcpListener> _listeners;
    private readonly List<CallbackConnection> _open = [];
    private bool _closed;

    private CallbackListener(CallbackListenerOptions options, ListenerPrefix prefix, IReadOnlyList<TcpListener> listeners)
    {
        (_options, _desk, _listeners) = (options, new CallbackDesk(options), listeners);
        var port = ((IPEndPoint)listeners[0].LocalEndpoint).Port;
        Prefix = prefix.Address(port);
        IsLoopback = prefix.IsLoopback;
        PublicUri = options.PublicUri.Port == 0 ? new UriBuilder(options.PublicUri) { Port = port }.Uri : options.PublicUri;
    }

    /// <summary>The address by which gateways reach it, without the secret part that each of them gets.</summary>
    public Uri PublicUri { get; }

    /// <summary>Where it listens on this machine.</summary>
    public string Prefix { get; }

    /// <summary>Only this machine reaches it.</summary>
    public bool IsLoopback { get; }

    /// <summary>The gateways whose callbacks must be signed; the others are known by the secret part of their address.</summary>
    public IReadOnlyList<string> Signed => Indexable.Of([.. CallbackReader.Providers.Where(each => _options.Reading.Secrets.Count > 0 && GatewayRegistry.Describe(each).SignedCallbacks)]);

    /// <summary>Callbacks that were news.</summary>
    public long Received => _desk.Received;

    /// <summary>Callbacks that had come before.</summary>
    public long Repeated => _desk.Repeated;

    /// <summary>Requests that were turned away: unknown paths, wrong signatures, broken or too large bodies.</summary>
    public long Refused => _desk.Refused;

    /// <summary>When the last news came.</summary>
    public DateTimeOffset? LastReceivedAt => _desk.LastAt;

    /// <summary>Starts listening.</summary>
    /// <exception cref="NanoBananaException"><c>InvalidCallbackUrl</c>, <c>InvalidListenerPrefix</c> or <c>CallbackListenerNotStarted</c>.</exception>
    public static CallbackListener Start(CallbackListenerOptions options)
    {
        var prefix = ListenerPrefix.Of(options);
        var listener = new CallbackListener(options, prefix, Bind(prefix));
        foreach (var each in listener._listeners)
        {
            _ = Task.Run(() => listener.AcceptAsync(each));
        }

        return listener;
    }

    /// <summary>The address for a provider's callbacks. Its last part is a secret.</summary>
    /// <param name="provider">One of <see cref="CallbackReader.Providers"/>.</param>
    public Uri UrlFor(string provider) => _desk.Address.For(PublicUri, provider);

    /// <summary>Frees the port and cuts what is open.</summary>
    public void Dispose()
    {
        lock (_open)
        {
            _closed = true;
            _open.ForEach(each => each.Cut());
        }

        foreach (var listener in _listeners)
        {
            listener.Stop();
        }
    }

    /// <inheritdoc/>
    public override string ToString() => PublicUri.AbsoluteUri;

    private static List<TcpListener> Bind(ListenerPrefix prefix)
    {
        var bound = new List<TcpListener>();
        try
        {
            foreach (var address in prefix.Addresses)
            {
                var port = bound.Count == 0 ? prefix.Port : ((IPEndPoint)bound[0].LocalEndpoint).Port;
                if (Open(address, port, isFirst: bound.Count == 0) is { } listener)
                {
                    bound.Add(listener);
                }
            }

            return bound;
        }
        catch (SocketException error)
        {
            bound.ForEach(each => each.Stop());
            throw new NanoBananaException(ErrorIds.CallbackListenerNotStarted, error, prefix.Address(prefix.Port), error.Message) { Target = prefix.Address(prefix.Port) };
        }
    }

    private static TcpListener? Open(IPAddress address, int port, bool isFirst)
    {
        var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException absent) when (!isFirst && absent.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            // the system knows IPv6, but this machine has no such address
            return null;
        }
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (!Volatile.Read(ref _closed))
        {
            try
            {
                var socket = await listener.AcceptSocketAsync().ConfigureAwait(false);
                var connection = new CallbackConnection(socket, _desk, _options);
                Admit(connection);
                _ = Task.Run(() => ServeAsync(connection));
            }
            catch (Exception error) when (error is ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
            catch (SocketException)
            {
                // one sender's broken connection, or no room for another; only a closed listener ends the loop
                await _options.Reading.Time.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private void Admit(CallbackConnection connection)
    {
        lock (_open)
        {
            if (_closed)
            {
                connection.Cut();
            }

            if (_open.Count >= _options.MaxConnections)
            {
                // a true callback is done in a moment: the oldest is the one that dawdles
                _open[0].Cut();
                _open.RemoveAt(0);
            }

            _open.Add(connection);
        }
    }

    private async Task ServeAsync(CallbackConnection connection)
    {
        try
        {
            await connection.ServeAsync().ConfigureAwait(false);
        }
        finally
        {
            lock (_open)
            {
                _open.Remove(connection);
            }
        }
    }
}
