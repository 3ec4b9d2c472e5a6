using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace NanoBanana.Emulation.Http;

/// <summary>Opens the loopback port; no right of an administrator is needed for it anywhere.</summary>
internal static class Listening
{
    private const int Attempts = 20;

    public static (IReadOnlyList<TcpListener> Listeners, Uri Uri) Start(string hostName, int port)
    {
        if (hostName is not ("127.0.0.1" or "localhost"))
        {
            throw new ArgumentException($"The emulator listens on 127.0.0.1 or localhost only, not on '{hostName}'.", nameof(hostName));
        }

        if (port is < 0 or > 65535)
        {
            throw new ArgumentOutOfRangeException(nameof(port), port, "A port lies between 0 (any free one) and 65535.");
        }

        // A port that is free under one address of localhost may be taken under the other.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Open(hostName, port);
            }
            catch (SocketException) when (port == 0 && attempt < Attempts)
            {
                // Another one.
            }
            catch (SocketException refused)
            {
                throw new InvalidOperationException(
                    refused.SocketErrorCode is SocketError.AddressAlreadyInUse
                        ? $"Port {port} is taken. Choose another one, or 0 for any free one."
                        : $"Port {port} cannot be opened: {refused.Message}",
                    refused);
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

    private static (IReadOnlyList<TcpListener> Listeners, Uri Uri) Open(string hostName, int port)
    {
        var listeners = new List<TcpListener>();
        try
        {
            listeners.Add(Listen(IPAddress.Loopback, port));
            port = ((IPEndPoint)listeners[0].LocalEndpoint).Port;
            if (hostName is "localhost" && Socket.OSSupportsIPv6)
            {
                AddSixth(listeners, port);
            }
        }
        catch
        {
            Stop(listeners);
            throw;
        }

        return (listeners, new Uri(string.Format(CultureInfo.InvariantCulture, "http://{0}:{1}/", hostName, port)));
    }

    // Many clients try ::1 first when asked for localhost.
    private static void AddSixth(List<TcpListener> listeners, int port)
    {
        try
        {
            listeners.Add(Listen(IPAddress.IPv6Loopback, port));
        }
        catch (SocketException absent) when (absent.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            // The system knows IPv6, but this machine has no such address.
        }
    }

    private static TcpListener Listen(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        listener.Start();
        return listener;
    }
}
