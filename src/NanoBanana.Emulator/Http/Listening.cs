using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace NanoBanana.Emulation.Http;

/// <summary>Starts an HttpListener on a loopback name and port.</summary>
internal static class Listening
{
    private const int AccessDenied = 5;
    private const int ProbeAttempts = 20;

    public static (HttpListener Listener, Uri Uri) Start(string hostName, int port)
    {
        if (hostName is not ("127.0.0.1" or "localhost"))
        {
            throw new ArgumentException($"The emulator listens on 127.0.0.1 or localhost only, not on '{hostName}'.", nameof(hostName));
        }

        if (port is < 0 or > 65535)
        {
            throw new ArgumentOutOfRangeException(nameof(port), port, "A port lies between 0 (any free one) and 65535.");
        }

        if (port > 0)
        {
            return TryStart(hostName, port)
                ?? throw new InvalidOperationException($"Port {port} is taken. Choose another one, or 0 for any free one.");
        }

        // Between the probe and the start another process may take the port.
        for (var attempt = 0; attempt < ProbeAttempts; attempt++)
        {
            if (TryStart(hostName, FreePort.Probe()) is { } started)
            {
                return started;
            }
        }

        throw new InvalidOperationException("Port 0 was asked for, but no free port was found.");
    }

    private static (HttpListener Listener, Uri Uri)? TryStart(string hostName, int port)
    {
        var uri = new Uri(string.Format(CultureInfo.InvariantCulture, "http://{0}:{1}/", hostName, port));
        var listener = new HttpListener();
        try
        {
            listener.Prefixes.Add(uri.AbsoluteUri);
            listener.Start();
            return (listener, uri);
        }
        catch (HttpListenerException refused) when (refused.ErrorCode == AccessDenied && hostName is "127.0.0.1")
        {
            // Windows lets an ordinary user listen on the name localhost only.
            Discard(listener);
            return TryStart("localhost", port);
        }
        catch (Exception taken) when (taken is HttpListenerException or SocketException)
        {
            Discard(listener);
            return null;
        }
    }

    private static void Discard(HttpListener listener)
    {
        try
        {
            listener.Close();
        }
        catch (Exception already) when (already is ObjectDisposedException or HttpListenerException)
        {
            // Some platforms dispose a listener whose start failed.
        }
    }
}
