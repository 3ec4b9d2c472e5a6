using System.Collections.Concurrent;
using System.Net;
using NanoBanana.Client.Transport;

namespace NanoBanana.Client.Downloads;

/// <summary>The HTTP clients for hosts of results: no key, no cookies, no redirects, and no connection to an address that is not allowed.</summary>
internal static class ResultHttp
{
#if NET
    private static readonly ConcurrentDictionary<AddressRule, HttpClient> Clients = new();

    /// <summary>The client of all profiles with that rule.</summary>
    public static HttpClient For(AddressRule rule) => Clients.GetOrAdd(rule, static rule => Create(new GuardedConnect(rule)));

    public static HttpClient Create(GuardedConnect connect)
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

        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
#else
    /// <summary>This framework cannot look at an address when it connects; only addresses that stand in the URL are checked.</summary>
    public static HttpClient For(AddressRule rule) => HttpStack.Shared;
#endif
}
