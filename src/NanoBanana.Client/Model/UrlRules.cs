using System.Net;

namespace NanoBanana.Client.Model;

/// <summary>Which URLs may be sent or fetched: https; http only on the loopback of this machine, and only for a loopback profile.</summary>
internal static class UrlRules
{
    /// <summary>Why a URL is not allowed, or null if it is.</summary>
    /// <param name="url">An absolute URL.</param>
    /// <param name="allowLoopbackHttp">True exactly when the profile's base URI is loopback.</param>
    public static string? Problem(Uri url, bool allowLoopbackHttp)
    {
        if (!url.IsAbsoluteUri)
        {
            return "it is not an absolute URL";
        }

        if (!string.IsNullOrEmpty(url.UserInfo))
        {
            return "it contains a user name or password";
        }

        return url.Scheme switch
        {
            "https" => HasName(url) ? null : "its host is not a name on the Internet",
            "http" when IsLoopback(url) => allowLoopbackHttp ? null : "http on this machine is allowed only for a profile of an emulator",
            "http" => "only https is allowed",
            "data" => "inline data is not supported; give a file or a URL",
            _ => $"'{url.Scheme}' is not https",
        };
    }

    // some hosts that Uri takes cannot be written as IDN (RFC 5891), and it says so only when it is asked
    private static bool HasName(Uri url)
    {
        try
        {
            return url.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    public static bool IsLoopback(Uri url) =>
        url.IsAbsoluteUri && (url.IsLoopback || (IPAddress.TryParse(url.Host, out var address) && IPAddress.IsLoopback(address)));
}
