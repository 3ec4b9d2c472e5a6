using NanoBanana.Client.Gateways;
using NanoBanana.Client.Gateways.Facets;

namespace NanoBanana.Client.Limits;

/// <summary>The limits of a profile's account.</summary>
internal static class ProfileLimits
{
    /// <summary>The profile's own settings first, then what its gateway documents; an emulator has only the former.</summary>
    public static AccountLimits Of(Profile profile)
    {
        var gateway = GatewayRegistry.Find(profile.Provider) as IAccountLimits;
        var tier = gateway?.Tiers.FirstOrDefault(each => each.Name.Equals(profile.Tier, StringComparison.OrdinalIgnoreCase));
        var documented = gateway is not null && (tier is not null || !profile.IsLoopback()) ? gateway.LimitsOf(tier) : AccountLimits.None;
        return RateLimit.TryParse(profile.RateLimit) is { } own ? documented with { Creates = [own] } : documented;
    }

    /// <summary>False for an emulator without limits: its refusals are faults on request, and nothing is learned from them.</summary>
    public static bool IsShaped(Profile profile) => !profile.IsLoopback() || profile.RateLimit is not null || profile.Tier is not null;
}
