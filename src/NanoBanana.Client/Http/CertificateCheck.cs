#if NET
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Http;

/// <summary>Takes a host's certificate as the system does, or by a company's own authority, and says what is wrong with one that is not taken.</summary>
/// <param name="own">A company's own authority, or null.</param>
internal sealed class CertificateCheck(AdditionalTrust? own)
{
    /// <summary>The check of a TLS stream.</summary>
    /// <exception cref="CertificateRefusedException">The certificate is not taken.</exception>
    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors is SslPolicyErrors.None || own?.Accepts(sender, certificate, chain, errors) is true
            ? true
            : throw new CertificateRefusedException(Reason(certificate, chain, errors));

    private static string Reason(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return "it presented no certificate.";
        }

        var subject = WireText.Line(certificate.Subject);
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return $"its certificate is for another host ({subject}).";
        }

        var why = string.Join(", ", (chain?.ChainStatus ?? []).Select(each => each.Status.ToString()).Distinct(StringComparer.Ordinal));
        return $"its certificate ({subject}, by {WireText.Line(certificate.Issuer)}) is not trusted here{(why.Length > 0 ? ": " + why : string.Empty)}.";
    }
}
#endif
