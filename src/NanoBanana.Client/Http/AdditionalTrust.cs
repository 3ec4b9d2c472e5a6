using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NanoBanana.Client.Compatibility;

#if NET

namespace NanoBanana.Client.Http;

/// <summary>Trusts a company's own certificate authority in addition to the system's. A certificate for another host is never accepted.</summary>
internal sealed class AdditionalTrust
{
    private readonly X509Certificate2Collection _roots;

    private AdditionalTrust(X509Certificate2Collection roots) => _roots = roots;

    /// <exception cref="NanoBananaException"><c>InvalidProfile</c>: the file cannot be read, or holds no certificate.</exception>
    public static AdditionalTrust Load(Profile profile)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            if (File.ReadAllText(profile.CustomCA!).Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal))
            {
                roots.ImportFromPemFile(profile.CustomCA!);
            }
            else
            {
                roots.Import(profile.CustomCA!);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new NanoBananaException(ErrorIds.InvalidProfile, error, profile.Name, $"its certificates '{profile.CustomCA}' cannot be read: {error.Message.TrimEnd('.')}") { Target = profile.Name };
        }

        return new AdditionalTrust(roots);
    }

    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors is not SslPolicyErrors.RemoteCertificateChainErrors || certificate is null)
        {
            return errors is SslPolicyErrors.None;
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(_roots);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.ExtraStore.AddRange(chain?.ChainPolicy.ExtraStore ?? []);
        using var copy = new X509Certificate2(certificate);
        return own.Build(copy);
    }
}
#endif
