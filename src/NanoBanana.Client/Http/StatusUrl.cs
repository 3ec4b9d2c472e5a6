using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Http;

/// <summary>The status address that a gateway named at submit: it comes from the wire, and the key goes there.</summary>
internal static class StatusUrl
{
    /// <summary>The address if it is below the profile's own base URI, else null: the task is then queried by its id.</summary>
    public static string? Trusted(string? url, Profile profile) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && Uri.Compare(address, profile.BaseUri, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0
        && address.AbsolutePath.StartsWith(profile.BaseUri.AbsolutePath.TrimEnd('/') + "/", StringComparison.Ordinal)
            ? address.AbsoluteUri
            : null;
}
