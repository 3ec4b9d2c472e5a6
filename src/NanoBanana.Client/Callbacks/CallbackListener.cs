using System.Net.Sockets;
using NanoBanana.Client.Callbacks;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.State;
using NanoBanana.Http1;

namespace NanoBanana;

/// <summary>
/// Receives callbacks and signals their tasks. It uses plain HTTP; TLS ends at the proxy or
/// tunnel before it.
/// </summary>
public sealed class CallbackListener : IDisposable
{
    private readonly CallbackListenerOptions _options;
    private readonly CallbackHandler _handler;
    private readonly HttpServer _server;

    private CallbackListener(CallbackListenerOptions options, ListenerPrefix prefix, CallbackHandler handler, HttpServer server)
    {
        (_options, _handler, _server) = (options, handler, server);
        Prefix = prefix.Address(server.Port);
        IsLoopback = prefix.IsLoopback;
        PublicUri = options.PublicUri.Port == 0 ? new UriBuilder(options.PublicUri) { Port = server.Port }.Uri : options.PublicUri;
    }

    /// <summary>The address by which gateways reach it, without the secret part that each of them gets.</summary>
    public Uri PublicUri { get; }

    /// <summary>The address on this machine that it listens to.</summary>
    public string Prefix { get; }

    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback { get; }

    /// <summary>The gateways whose callbacks must be signed; the others are known by the secret part of their address.</summary>
    public IReadOnlyList<string> Signed => Indexable.Of([.. CallbackReader.Providers.Where(each => _options.Reading.Secrets.Count > 0 && GatewayRegistry.Describe(each).SignedCallbacks)]);

    /// <summary>How many callbacks were received for the first time.</summary>
    public long Received => _handler.Received;

    /// <summary>How many callbacks repeated an earlier one.</summary>
    public long Repeated => _handler.Repeated;

    /// <summary>How many requests were refused: unknown paths, wrong signatures, malformed or too large bodies.</summary>
    public long Refused => _handler.Refused;

    /// <summary>When the last new callback was received; null before the first.</summary>
    public DateTimeOffset? LastReceivedAt => _handler.LastAt;

    /// <summary>Starts listening.</summary>
    /// <param name="options">Where to listen, and what a sender may use of this process.</param>
    /// <returns>The listener, which already accepts connections.</returns>
    /// <exception cref="NanoBananaException"><c>InvalidCallbackUrl</c>, <c>InvalidListenerPrefix</c> or <c>CallbackListenerNotStarted</c>.</exception>
    public static CallbackListener Start(CallbackListenerOptions options)
    {
        var prefix = ListenerPrefix.Of(options);
        var handler = new CallbackHandler(options);
        var limits = new HttpServerOptions
        {
            MaxHeadBytes = options.MaxHeadBytes,
            MaxBodyBytes = options.Reading.MaxBytes,
            RequestTimeout = options.RequestTimeout,
            MaxConnections = options.MaxConnections,
            Clock = options.Reading.Time,
        };
        try
        {
            return new CallbackListener(options, prefix, handler, HttpServer.Start(prefix.Addresses, prefix.Port, handler, limits));
        }
        catch (SocketException error)
        {
            throw new NanoBananaException(ErrorIds.CallbackListenerNotStarted, error, prefix.Address(prefix.Port), error.Message) { Target = prefix.Address(prefix.Port) };
        }
    }

    /// <summary>The address for the callbacks of a provider. Its last part is a secret.</summary>
    /// <param name="provider">One of <see cref="CallbackReader.Providers"/>.</param>
    /// <returns>An address below <see cref="PublicUri"/>.</returns>
    /// <exception cref="KeyNotFoundException">The provider has no callbacks.</exception>
    public Uri UrlFor(string provider) => _handler.Address.For(PublicUri, provider);

    /// <summary>Frees the port and closes open connections.</summary>
    public void Dispose() => _server.Dispose();

    /// <inheritdoc/>
    public override string ToString() => PublicUri.AbsoluteUri;
}
