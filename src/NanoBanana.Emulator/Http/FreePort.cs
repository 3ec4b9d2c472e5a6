using System.Net;
using System.Net.Sockets;

namespace NanoBanana.Emulation.Http;

internal static class FreePort
{
    /// <summary>A loopback port that was free a moment ago; HttpListener itself knows no port 0.</summary>
    public static int Probe()
    {
        var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        try
        {
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        finally
        {
            probe.Stop();
        }
    }
}
