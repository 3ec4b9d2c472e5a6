#if NET
using System.Net;
using System.Net.Sockets;

namespace NanoBanana.Client.Downloads;

/// <summary>
/// Connects to the address that was checked: the name is resolved here, once for each connection, so an answer that changes
/// between check and use changes nothing.
/// </summary>
internal sealed class GuardedConnect(AddressRule rule)
{
    /// <summary>Asks for the addresses of a host.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Opens a connection to one of the addresses.</summary>
    public Func<IPAddress[], int, CancellationToken, Task<Stream>> Open { get; init; } = OpenAsync;

    /// <summary>What the user set for this process, such as HTTPS_PROXY.</summary>
    public IWebProxy Proxy { get; init; } = HttpClient.DefaultProxy;

    /// <exception cref="AddressRefusedException">The host has addresses, but none that is allowed.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var found = await Resolve(host, cancellationToken).ConfigureAwait(false);
        var allowed = IsProxy(context) ? found : Array.FindAll(found, address => rule.Problem(address) is null);
        if (allowed.Length == 0)
        {
            throw found.Length == 0
                ? new SocketException((int)SocketError.HostNotFound)
                : new AddressRefusedException($"{host} is {found[0]}, {rule.Problem(found[0])}");
        }

        return await Open(allowed, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
    }

    // the user chooses the proxy, so it may be anywhere; only the handler itself sends CONNECT, and only to a proxy
    private bool IsProxy(SocketsHttpConnectionContext context)
    {
        var request = context.InitialRequestMessage;
        return request.Method == HttpMethod.Connect
            || (!LeadsTo(request.RequestUri, context.DnsEndPoint) && LeadsTo(Proxy.GetProxy(request.RequestUri!), context.DnsEndPoint));
    }

    private static bool LeadsTo(Uri? address, DnsEndPoint end) =>
        address is not null && address.Port == end.Port && string.Equals(address.IdnHost, end.Host, StringComparison.OrdinalIgnoreCase);

    private static async Task<Stream> OpenAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
#endif
