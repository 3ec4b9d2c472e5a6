using System.Security.Authentication;

namespace NanoBanana.Client.Http;

/// <summary>A host's certificate was not taken.</summary>
/// <param name="reason">What is wrong with it, as a sentence.</param>
internal sealed class CertificateRefusedException(string reason) : AuthenticationException(reason);
