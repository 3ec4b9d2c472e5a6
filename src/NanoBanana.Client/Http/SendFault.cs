namespace NanoBanana.Client.Http;

/// <summary>Why a call did not reach its host.</summary>
internal enum SendFault
{
    /// <summary>It may go next time: a name that does not resolve now, a refused connection, a time-out.</summary>
    Passing,

    /// <summary>The proxy did not let it through: it asks for other credentials, forbids the host, or cannot be used.</summary>
    ProxyRefused,

    /// <summary>The host's certificate is not trusted, or is another host's.</summary>
    CertificateRefused,
}
