using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Http;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Http;

/// <summary>A profile's own way to the network: certificates that it trusts next to the system's, and its proxy.</summary>
public sealed class HttpStackTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly X509Certificate2 _authority;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public HttpStackTests()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        _authority = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        File.WriteAllText(CaFile, _authority.ExportCertificatePem());
        _listener.Start();
    }

    private string CaFile => Path.Combine(_folder.Path, "ca.pem");

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _listener.Stop();
        _authority.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_company_s_authority_is_trusted_where_the_profile_names_it_and_nowhere_else()
    {
        var served = ServeAsync(Certificate("localhost"), connections: 2);

        await Assert.ThrowsAsync<HttpRequestException>(() => HttpStack.For(Make()).GetStringAsync(new Uri($"https://localhost:{Port}/")));
        Assert.Equal("hello", await HttpStack.For(Make() with { CustomCA = CaFile }).GetStringAsync(new Uri($"https://localhost:{Port}/")));

        await served;
    }

    [Fact]
    public void An_intermediate_certificate_that_the_host_sends_leads_to_the_authority()
    {
        using var key = RSA.Create(2048);
        using var intermediate = Signed("CN=Intermediate", key, _authority, isAuthority: true);
        using var leafKey = RSA.Create(2048);
        using var leaf = Signed("CN=localhost", leafKey, intermediate, isAuthority: false);
        using var sent = new X509Chain();
        using var bare = new X509Chain();
        sent.ChainPolicy.ExtraStore.Add(intermediate);
        var trust = AdditionalTrust.Load(Make() with { CustomCA = CaFile });

        Assert.True(trust.Accepts(this, leaf, sent, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.False(trust.Accepts(this, leaf, bare, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.False(trust.Accepts(this, leaf, chain: null, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.False(trust.Accepts(this, leaf, sent, SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch));
        Assert.False(trust.Accepts(this, certificate: null, sent, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.True(trust.Accepts(this, leaf, sent, SslPolicyErrors.None));
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_never_accepted()
    {
        var served = ServeAsync(Certificate("elsewhere.example"), connections: 1);

        await Assert.ThrowsAsync<HttpRequestException>(() => HttpStack.For(Make() with { CustomCA = CaFile }).GetStringAsync(new Uri($"https://localhost:{Port}/")));

        await served;
    }

    [Fact]
    public async Task A_proxy_of_the_profile_gets_its_calls()
    {
        var asked = AnswerPlainAsync();

        var answer = await HttpStack.For(Make() with { Proxy = new Uri($"http://127.0.0.1:{Port}") }).GetStringAsync(new Uri("http://gateway.example/path"));

        Assert.Equal("hello", answer);
        Assert.StartsWith("GET http://gateway.example/path HTTP/1.1", await asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no certificate")]
    public void A_file_that_holds_no_certificate_is_named(string? content)
    {
        var file = Path.Combine(_folder.Path, Guid.NewGuid().ToString("N") + ".pem");
        if (content is not null)
        {
            File.WriteAllText(file, content);
        }

        var error = Caught.By(ErrorIds.InvalidProfile, () => HttpStack.For(Make() with { CustomCA = file }));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Equal("company", error.Target);
    }

    private static Profile Make() => new() { Name = "company", Provider = ProviderNames.Crun, BaseUri = GatewayRegistry.Describe(ProviderNames.Crun).BaseUri };

    private static X509Certificate2 Signed(string name, RSA key, X509Certificate2 by, bool isAuthority)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        using var signed = request.Create(by, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100), [(byte)name.Length, 2, 3]);
        return signed.CopyWithPrivateKey(key);
    }

    private X509Certificate2 Certificate(string host)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(_authority, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100), [1, 2, 3]);
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), password: null);
    }

    private async Task ServeAsync(X509Certificate2 certificate, int connections)
    {
        for (var i = 0; i < connections; i++)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            using var secure = new SslStream(client.GetStream());
            try
            {
                await secure.AuthenticateAsServerAsync(certificate);
                await AnswerAsync(secure);
            }
            catch (Exception error) when (error is IOException or System.Security.Authentication.AuthenticationException)
            {
                // the client turned away
            }
        }

        certificate.Dispose();
    }

    private async Task<string> AnswerPlainAsync()
    {
        using var client = await _listener.AcceptTcpClientAsync();
        return await AnswerAsync(client.GetStream());
    }

    private static async Task<string> AnswerAsync(Stream stream)
    {
        var buffer = new byte[8192];
        var read = await stream.ReadAsync(buffer);
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"u8.ToArray());
        return Encoding.ASCII.GetString(buffer, 0, read);
    }
}
