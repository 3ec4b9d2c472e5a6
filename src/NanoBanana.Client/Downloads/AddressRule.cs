using System.Net;

namespace NanoBanana.Client.Downloads;

/// <summary>Which addresses results may be fetched from: public ones, and others if the profile says so.</summary>
/// <param name="AllowLoopback">This machine: for an emulator's profile only.</param>
/// <param name="AllowPrivate">Networks of the own house, and addresses that mean others.</param>
internal sealed record AddressRule(bool AllowLoopback, bool AllowPrivate)
{
    public static AddressRule Of(Profile profile) => new(profile.IsLoopback(), profile.AllowPrivateAddress);

    /// <summary>What an address is that is not allowed, or null if it is allowed.</summary>
    public string? Problem(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        var network = SpecialNetwork.Of(bytes);
        return network switch
        {
            null => null,
            { Kind: NetworkKind.Loopback } when AllowLoopback => null,
            { Kind: NetworkKind.Private } when AllowPrivate => null,
            { Kind: NetworkKind.Embedding } when AllowPrivate => Problem(network.Embedded(bytes)),
            _ => network.Name,
        };
    }
}
