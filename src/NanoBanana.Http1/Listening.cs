using System.Net;
using System.Net.Sockets;

namespace NanoBanana.Http1;

/// <summary>Opens one port under several addresses; no right of an administrator is needed for it anywhere.</summary>
internal static class Listening
{
    private const int Attempts = 20;

    /// <summary>Listens at all addresses, except those after the first that this machine does not have.</summary>
    /// <param name="addresses">Where; at least one.</param>
    /// <param name="port">The port; 0 takes one that is free under all addresses.</param>
    /// <exception cref="SocketException">The port is taken or not permitted.</exception>
    public static IReadOnlyList<TcpListener> Open(IReadOnlyList<IPAddress> addresses, int port)
    {
        // A port that is free under one address may be taken under another.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return OpenOnce(addresses, port);
            }
            catch (SocketException) when (port == 0 && addresses.Count > 1 && attempt < Attempts)
            {
                // Another one.
            }
        }
    }

    public static void Stop(IEnumerable<TcpListener> listeners)
    {
        foreach (var listener in listeners)
        {
            listener.Stop();
        }
    }

    private static List<TcpListener> OpenOnce(IReadOnlyList<IPAddress> addresses, int port)
    {
        var listeners = new List<TcpListener>();
        try
        {
            foreach (var address in addresses)
            {
                Add(listeners, address, listeners.Count == 0 ? port : ((IPEndPoint)listeners[0].LocalEndpoint).Port);
            }

            return listeners;
        }
        catch
        {
            Stop(listeners);
            throw;
        }
    }

    private static void Add(List<TcpListener> listeners, IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            listeners.Add(listener);
        }
        catch (SocketException absent) when (listeners.Count > 0
            && absent.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            // The system knows IPv6, but this machine has no such address.
        }
    }
}
