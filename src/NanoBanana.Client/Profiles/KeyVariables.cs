using NanoBanana.Client.Gateways;

namespace NanoBanana.Client.Profiles;

/// <summary>When the environment variable of a provider is the key of a profile that names no source of its own.</summary>
internal static class KeyVariables
{
    /// <summary>The provider's variable if the profile's base URI is the provider's own; null for another address, which the user did not link the key to.</summary>
    public static string? OwnOf(Profile profile)
    {
        var provider = GatewayRegistry.Describe(profile.Provider);
        return IsSameServer(profile.BaseUri, provider.BaseUri) ? provider.KeyVariable : null;
    }

    /// <summary>What to set so that the environment supplies the key, for an error.</summary>
    public static string HowToName(Profile profile)
    {
        var variable = GatewayRegistry.Describe(profile.Provider).KeyVariable;
        return OwnOf(profile) is null ? $"{variable} and give its name with -KeyVariable, because the base URI is not the provider's own" : variable;
    }

    public static bool IsSameServer(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
