using NanoBanana.Client.Gateways;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Profiles.Files;

/// <summary>Where an imported profile would take a key from, or send it to, that neither its provider nor the user chose.</summary>
internal static class ForeignAddresses
{
    /// <param name="entry">The imported profile.</param>
    /// <param name="old">The profile of that name that is there, which the user made; or null.</param>
    public static IEnumerable<string> Of(ProfileEntry entry, ProfileEntry? old)
    {
        var (profile, known) = (entry.Profile, old?.Profile);
        var provider = GatewayRegistry.Describe(profile.Provider);
        var name = Redaction.Message(profile.Name, key: null);
        var isSameProvider = string.Equals(known?.Provider, profile.Provider, StringComparison.Ordinal);
        if (!KeyVariables.IsSameServer(profile.BaseUri, provider.BaseUri) && !(isSameProvider && KeyVariables.IsSameServer(profile.BaseUri, known!.BaseUri)))
        {
            yield return $"'{name}' sends its key to {Redaction.Address(profile.BaseUri)}";
        }

        if (entry.Key is { } key && !string.Equals(key.Name, provider.KeyVariable, StringComparison.Ordinal) && key != old?.Key)
        {
            yield return $"'{name}' takes its key from the environment variable {Redaction.Message(key.Name, key: null)}";
        }

        if (profile.Proxy is { } proxy && proxy != known?.Proxy)
        {
            yield return $"'{name}' uses the proxy {Redaction.Address(proxy)}";
        }

        if (profile.CustomCA is { } authority && !string.Equals(authority, known?.CustomCA, StringComparison.Ordinal))
        {
            yield return $"'{name}' trusts the certificates of {Redaction.Message(authority, key: null)}";
        }
    }

    /// <summary>Whether a stored key would still be sent only to an address that the user linked it to.</summary>
    public static bool IsSameWay(Profile profile, Profile known) =>
        string.Equals(profile.Provider, known.Provider, StringComparison.Ordinal)
        && profile.BaseUri == known.BaseUri
        && (profile.Proxy is null || profile.Proxy == known.Proxy)
        && (profile.CustomCA is null || string.Equals(profile.CustomCA, known.CustomCA, StringComparison.Ordinal));
}
