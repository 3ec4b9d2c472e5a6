using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NanoBanana.Client.Http;

namespace NanoBanana.Client.Tests.Http;

/// <summary>A certificate that is not taken is refused with what is wrong with it.</summary>
public sealed class CertificateCheckTests : IDisposable
{
    private readonly X509Certificate2 _certificate;

    public CertificateCheckTests()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=elsewhere", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    }

    public void Dispose() => _certificate.Dispose();

    [Fact]
    public void What_the_system_trusts_is_taken() => Assert.True(new CertificateCheck(own: null).Accepts(this, _certificate, chain: null, SslPolicyErrors.None));

    [Fact]
    public void What_is_missing_or_another_host_s_or_not_trusted_is_named()
    {
        using var chain = new X509Chain { ChainPolicy = { RevocationMode = X509RevocationMode.NoCheck } };
        chain.Build(_certificate);

        Assert.Equal("it presented no certificate.", Refused(null, null, SslPolicyErrors.RemoteCertificateNotAvailable));
        Assert.Equal("it presented no certificate.", Refused(null, null, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.Equal("it presented no certificate.", Refused(_certificate, null, SslPolicyErrors.RemoteCertificateNotAvailable));
        Assert.Equal("its certificate is for another host (CN=elsewhere).", Refused(_certificate, chain, SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.Equal("its certificate (CN=elsewhere, by CN=elsewhere) is not trusted here: UntrustedRoot.", Refused(_certificate, chain, SslPolicyErrors.RemoteCertificateChainErrors));
    }

    private string Refused(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        Assert.Throws<CertificateRefusedException>(() => new CertificateCheck(own: null).Accepts(this, certificate, chain, errors)).Message;
}
