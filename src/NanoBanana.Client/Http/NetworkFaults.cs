using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Http;

/// <summary>Distinguishes temporary faults from those that will be the same next time, which are tried once: a proxy that sees a wrong password again and again locks the user out.</summary>
internal static class NetworkFaults
{
#if NET
    // a framework that does not report the status as a number
    private static readonly Regex Refusal = new(@"\b(401|403|407)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
#endif

    /// <summary>What an exception of the HTTP stack means.</summary>
    public static SendFault Of(Exception error)
    {
        for (var each = error; each is not null; each = each.InnerException)
        {
            if (IsProxy(each))
            {
                return SendFault.ProxyRefused;
            }

            if (IsCertificate(each))
            {
                return SendFault.CertificateRefused;
            }
        }

        return SendFault.Passing;
    }

    /// <summary>The host's name cannot be resolved; it is more often misspelt than unavailable.</summary>
    public static bool IsHostUnknown(Exception? error) => error switch
    {
        null => false,
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } or WebException { Status: WebExceptionStatus.NameResolutionFailure } => true,
        _ => IsHostUnknown(error.InnerException),
    };

    /// <summary>The message of the innermost cause: the outer ones only say that a request failed, but only they name a host that cannot be resolved.</summary>
    public static string Reason(Exception error, Secret? key = null) => Redaction.Message((IsHostUnknown(error) ? error : Innermost(error)).Message, key);

    /// <summary>The cause of all; that of a cancellation is the cancellation.</summary>
    public static Exception Innermost(Exception error) =>
        error.InnerException is { } inner and not OperationCanceledException ? Innermost(inner) : error;

    /// <summary>The error id of a fault; null of one that may pass.</summary>
    public static string? ErrorId(SendFault fault) => fault switch
    {
        SendFault.ProxyRefused => ErrorIds.ProxyRefused,
        SendFault.CertificateRefused => ErrorIds.CertificateRefused,
        _ => null,
    };

    /// <summary>Whether an error holds for all that is sent the same way: what waits for its turn fails with it at once.</summary>
    public static bool IsPermanent(NanoBananaException error) => error.ErrorId is ErrorIds.ProxyRefused or ErrorIds.CertificateRefused;

    // 502, 503 and 504 of a proxy are temporary
    private static bool IsRefusal(int status) => status is 401 or 403 or 407;

#if NET
    private static bool IsProxy(Exception error) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } proxy =>
            proxy.StatusCode is { } status ? IsRefusal((int)status) : Refusal.IsMatch(proxy.Message) || proxy.InnerException is AuthenticationException,

        // the scheme of the proxy is not supported
        NotSupportedException => true,
        _ => false,
    };

    private static bool IsCertificate(Exception error) => error is CertificateRefusedException;
#else
    private static bool IsProxy(Exception error) =>
        error is WebException { Response: HttpWebResponse { StatusCode: HttpStatusCode.ProxyAuthenticationRequired } };

    private static bool IsCertificate(Exception error) =>
        error is WebException { Status: WebExceptionStatus.TrustFailure } or AuthenticationException;
#endif
}
