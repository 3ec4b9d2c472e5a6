using System.Net;
using System.Reflection;

namespace NanoBanana.Client.Transport;

/// <summary>The one HTTP client of the process: connections are shared, redirects are not followed, cookies are not kept.</summary>
internal static class HttpStack
{
    public static string UserAgent { get; } = "NanoBanana.PowerShell/" + Version();

    public static HttpClient Shared { get; } = Create();

    private static HttpClient Create()
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
#else
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
        };
#endif
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static string Version()
    {
        var version = typeof(HttpStack).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        return version.Split('+')[0];
    }
}
