using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Callbacks;

/// <summary>The addresses of this machine that a listener is bound to.</summary>
/// <param name="Host">As it was written.</param>
/// <param name="Port">0 takes a free one.</param>
/// <param name="Addresses">What it means.</param>
internal sealed record ListenerPrefix(string Host, int Port, IReadOnlyList<IPAddress> Addresses)
{
    private const string Default = "http://127.0.0.1:8787/";
    private const string Form = "write http://127.0.0.1:8787/, with an IP address of this machine, localhost, or + for all of them";

    public bool IsLoopback => Addresses.All(IPAddress.IsLoopback);

    /// <exception cref="NanoBananaException"><c>InvalidListenerPrefix</c> or <c>InvalidCallbackUrl</c>.</exception>
    public static ListenerPrefix Of(CallbackListenerOptions options)
    {
        var address = options.PublicUri;
        var problem = UrlRules.Problem(address, allowLoopbackHttp: true)
            ?? (address.Query.Length + address.Fragment.Length > 0 ? "it has a query or a fragment" : null);
        if (problem is not null)
        {
            throw new NanoBananaException(ErrorIds.InvalidCallbackUrl, address, problem) { Target = address };
        }

        return Parse(options.Prefix ?? (address is { Scheme: "http" } ? address.GetLeftPart(UriPartial.Authority) : Default));
    }

    public string Address(int port) => string.Format(CultureInfo.InvariantCulture, "http://{0}:{1}/", Host, port);

    private static ListenerPrefix Parse(string text)
    {
        // the host of a Uri cannot be + or *, which mean every address
        var everywhere = text.Replace("http://+", "http://0.0.0.0").Replace("http://*", "http://0.0.0.0");
        if (!Uri.TryCreate(everywhere, UriKind.Absolute, out var uri) || uri is not { Scheme: "http" })
        {
            throw Invalid(text, "it is not an http address; " + Form);
        }

        if (uri.AbsolutePath.Length > 1 || uri.Query.Length + uri.Fragment.Length + uri.UserInfo.Length > 0)
        {
            throw Invalid(text, "it has more than a host and a port; a path belongs in the public address");
        }

        var all = !string.Equals(everywhere, text, StringComparison.Ordinal);
        return new ListenerPrefix(all ? "+" : uri.Host, uri.Port, all ? [IPAddress.Any, .. Sixth(IPAddress.IPv6Any)] : AddressesOf(uri, text));
    }

    private static IPAddress[] Sixth(IPAddress address) => Socket.OSSupportsIPv6 ? [address] : [];

    private static IReadOnlyList<IPAddress> AddressesOf(Uri uri, string text)
    {
        if (uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return [IPAddress.Loopback, .. Sixth(IPAddress.IPv6Loopback)];
        }

        return IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address)
            ? [address]
            : throw Invalid(text, $"'{uri.Host}' is a name; " + Form);
    }

    private static NanoBananaException Invalid(string text, string why) => new(ErrorIds.InvalidListenerPrefix, text, why) { Target = text };
}
