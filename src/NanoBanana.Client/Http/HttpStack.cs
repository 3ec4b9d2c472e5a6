using System.Collections.Concurrent;
using System.Net;
using System.Reflection;

namespace NanoBanana.Client.Http;

/// <summary>The HTTP clients of the process, one per network path: connections are shared, redirects are not followed, and cookies are not kept.</summary>
internal static class HttpStack
{
    private static readonly ConcurrentDictionary<(string? Proxy, string? CustomCA), HttpClient> Clients = new();

    public static string UserAgent { get; } = "NanoBanana.PowerShell/" + Version();

    /// <summary>The client for a profile's proxy and certificates.</summary>
    /// <exception cref="NanoBananaException"><c>InvalidProfile</c>: the file of certificates cannot be read.</exception>
    public static HttpClient For(Profile profile) =>
        Clients.GetOrAdd((profile.Proxy?.AbsoluteUri, profile.CustomCA), _ => Create(profile));

    public static IWebProxy ProxyOf(Uri proxy) => new WebProxy(proxy, BypassOnLocal: true) { UseDefaultCredentials = true };

    private static HttpClient Create(Profile profile)
    {
#if NET
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        handler.SslOptions.RemoteCertificateValidationCallback = new CertificateCheck(profile.CustomCA is null ? null : AdditionalTrust.Load(profile)).Accepts;
#else
        if (profile.CustomCA is not null)
        {
            throw new NanoBananaException(ErrorIds.InvalidProfile, profile.Name, "custom certificates need PowerShell 7; on Windows, add them to the certificate store") { Target = profile.Name };
        }

        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
        };
#endif
        if (profile.Proxy is { } proxy)
        {
            handler.Proxy = ProxyOf(proxy);
        }

        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static string Version()
    {
        var version = typeof(HttpStack).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        return version.Split('+')[0];
    }
}
