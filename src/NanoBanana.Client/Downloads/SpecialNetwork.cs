using System.Net;

namespace NanoBanana.Client.Downloads;

/// <summary>
/// Networks whose addresses are not public: IANA's special-purpose registries for IPv4 and IPv6, and the deprecated forms that
/// systems still understand.
/// </summary>
internal sealed class SpecialNetwork
{
    private static readonly SpecialNetwork[] All =
    [
        new("0.0.0.0/8", NetworkKind.Never, "an unspecified address"),
        new("10.0.0.0/8", NetworkKind.Private, "a private address"),
        new("100.64.0.0/10", NetworkKind.Private, "a private address of a carrier (CGNAT)"),
        new("127.0.0.0/8", NetworkKind.Loopback, "a loopback address"),
        new("169.254.0.0/16", NetworkKind.Private, "a link-local address"),
        new("172.16.0.0/12", NetworkKind.Private, "a private address"),
        new("192.0.0.0/24", NetworkKind.Private, "an address reserved for protocols"),
        new("192.0.2.0/24", NetworkKind.Never, "an address reserved for documentation"),
        new("192.88.99.0/24", NetworkKind.Never, "an address reserved for 6to4 relays"),
        new("192.168.0.0/16", NetworkKind.Private, "a private address"),
        new("198.18.0.0/15", NetworkKind.Private, "an address reserved for benchmarks"),
        new("198.51.100.0/24", NetworkKind.Never, "an address reserved for documentation"),
        new("203.0.113.0/24", NetworkKind.Never, "an address reserved for documentation"),
        new("224.0.0.0/4", NetworkKind.Never, "a multicast address"),
        new("240.0.0.0/4", NetworkKind.Never, "a reserved address"),
        new("::/128", NetworkKind.Never, "an unspecified address"),
        new("::1/128", NetworkKind.Loopback, "a loopback address"),
        new("::ffff:0:0/96", NetworkKind.Embedding, "an IPv4-mapped address"),
        new("::ffff:0:0:0/96", NetworkKind.Embedding, "an IPv4-translated address"),
        new("::/96", NetworkKind.Embedding, "an IPv4-compatible address"),
        new("64:ff9b::/96", NetworkKind.Embedding, "a NAT64 address"),
        new("64:ff9b:1::/48", NetworkKind.Private, "a NAT64 address"),
        new("100::/64", NetworkKind.Never, "a discard-only address"),
        new("2001::/32", NetworkKind.Embedding, "a Teredo address") { IsInverted = true },
        new("2001:2::/48", NetworkKind.Private, "an address reserved for benchmarks"),
        new("2001:db8::/32", NetworkKind.Never, "an address reserved for documentation"),
        new("2001::/23", NetworkKind.Never, "an address reserved for protocols"),
        new("2002::/16", NetworkKind.Embedding, "a 6to4 address") { EmbeddedAt = 2 },
        new("3fff::/20", NetworkKind.Never, "an address reserved for documentation"),
        new("fc00::/7", NetworkKind.Private, "a private address"),
        new("fe80::/10", NetworkKind.Private, "a link-local address"),
        new("fec0::/10", NetworkKind.Private, "a site-local address"),
        new("ff00::/8", NetworkKind.Never, "a multicast address"),
    ];

    /// <summary>Only 2000::/3 is given out for public use (RFC 4291).</summary>
    private static readonly SpecialNetwork NotGivenOut = new("::/0", NetworkKind.Never, "not a public address");

    private readonly byte[] _prefix;
    private readonly int _bits;

    private SpecialNetwork(string network, NetworkKind kind, string name)
    {
        var parts = network.Split('/');
        _prefix = IPAddress.Parse(parts[0]).GetAddressBytes();
        _bits = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
        (Kind, Name) = (kind, name);
    }

    public NetworkKind Kind { get; }

    public string Name { get; }

    private int EmbeddedAt { get; init; } = 12;

    /// <summary>Teredo keeps the address with its bits turned round (RFC 4380, 4).</summary>
    private bool IsInverted { get; init; }

    /// <summary>Null for a public address.</summary>
    public static SpecialNetwork? Of(byte[] address) =>
        Array.Find(All, network => network.Holds(address)) ?? (address.Length == 16 && (address[0] & 0xE0) != 0x20 ? NotGivenOut : null);

    public IPAddress Embedded(byte[] address) => new([.. address.Skip(EmbeddedAt).Take(4).Select(each => IsInverted ? (byte)~each : each)]);

    private bool Holds(byte[] address)
    {
        if (address.Length != _prefix.Length)
        {
            return false;
        }

        for (var bit = 0; bit < _bits; bit++)
        {
            var mask = 0x80 >> (bit % 8);
            if ((address[bit / 8] & mask) != (_prefix[bit / 8] & mask))
            {
                return false;
            }
        }

        return true;
    }
}
