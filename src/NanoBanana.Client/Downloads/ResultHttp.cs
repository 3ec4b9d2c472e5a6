using System.Collections.Concurrent;
using System.Net;
using NanoBanana.Client.Http;

namespace NanoBanana.Client.Downloads;

/// <summary>The HTTP clients for hosts of results: no key, no cookies, no redirects, and no connection to an address that is not allowed.</summary>
internal static class ResultHttp
{
#if NET
    private static readonly ConcurrentDictionary<(AddressRule Rule, string? Proxy, string? CustomCA), HttpClient> Clients = new();

    /// <summary>The client of all profiles with that rule and that way to the network.</summary>
    public static HttpClient For(AddressRule rule, Profile profile) => Clients.GetOrAdd(
        (rule, profile.Proxy?.AbsoluteUri, profile.CustomCA),
        _ => Create(
            profile.Proxy is { } proxy ? new GuardedConnect(rule) { Proxy = HttpStack.ProxyOf(proxy) } : new GuardedConnect(rule),
            profile.CustomCA is null ? null : AdditionalTrust.Load(profile)));

    public static HttpClient Create(GuardedConnect connect, AdditionalTrust? trust = null)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = connect.ConnectAsync,
            Proxy = connect.Proxy,
        };

        handler.SslOptions.RemoteCertificateValidationCallback = new CertificateCheck(trust).Accepts;
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
#else
    /// <summary>This framework cannot check an address when it connects; only addresses that are in the URL are checked.</summary>
    public static HttpClient For(AddressRule rule, Profile profile) => HttpStack.For(profile);
#endif
}
