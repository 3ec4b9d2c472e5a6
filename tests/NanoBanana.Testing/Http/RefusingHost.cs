using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace NanoBanana.Testing;

/// <summary>Refuses each client over a real socket: as a proxy, as a server whose certificate is not trusted, or without an answer.</summary>
public sealed class RefusingHost : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _asked;

    private RefusingHost(Func<Stream, Task> answer)
    {
        _listener.Start();
        _ = ServeAsync(answer);
    }

    /// <summary>How many connections came.</summary>
    public int Asked => _asked;

    /// <summary>Its port on this machine.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>A proxy that answers each request with this status.</summary>
    public static RefusingHost Proxy(string status, string header = "") => new(stream => RefuseAsync(stream, status, header));

    /// <summary>A server with a certificate that it signed itself.</summary>
    /// <param name="name">Whose certificate it says it is.</param>
    public static RefusingHost SelfSigned(string name)
    {
        var certificate = Certificate(name);
        return new RefusingHost(async stream =>
        {
            using var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(certificate);
            await secure.ReadExactlyAsync(new byte[1]);
        });
    }

    /// <summary>A server that closes each connection without an answer.</summary>
    public static RefusingHost HangingUp() => new(async stream => await stream.ReadExactlyAsync(new byte[1]));

    public void Dispose() => _listener.Stop();

    private static X509Certificate2 Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return X509CertificateLoader.LoadPkcs12(signed.Export(X509ContentType.Pkcs12), password: null);
    }

    private static async Task RefuseAsync(Stream stream, string status, string header)
    {
        if (await stream.ReadAsync(new byte[8192]) > 0)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{header}Content-Length: 0\r\nConnection: close\r\n\r\n"));
        }
    }

    private async Task ServeAsync(Func<Stream, Task> answer)
    {
        while (true)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref _asked);
                await answer(client.GetStream());
            }
            catch (Exception error) when (error is IOException or AuthenticationException)
            {
                // the client turned away
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }
}
