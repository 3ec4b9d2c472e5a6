using System.Text.Json;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Profiles.Files;

/// <summary>What a profile must have to be used at all: the file may have been edited.</summary>
internal static class ProfileCheck
{
    /// <exception cref="JsonException">It lacks something.</exception>
    public static Profile Ensure(Profile? profile) => profile is null
        ? throw new JsonException("a profile is null")
        : Problem(profile) is { } problem ? throw new JsonException($"profile '{profile.Name}' {problem}") : profile;

    /// <summary>Checks a new or changed profile.</summary>
    /// <exception cref="NanoBananaException"><c>InvalidProfile</c>.</exception>
    public static void EnsureUsable(Profile profile)
    {
        var problem = Problem(profile)
            ?? (profile.BaseUri.Query.Length > 0 || profile.BaseUri.Fragment.Length > 0 ? "has a base URI with a query or a fragment, to which no path can be added" : null);
        if (problem is not null)
        {
            throw new NanoBananaException(ErrorIds.InvalidProfile, profile.Name, "it " + problem) { Target = profile.Name };
        }
    }

    private static string? AddressProblem(Uri? address) => address switch
    {
        null => "has no base URI",
        { IsAbsoluteUri: true, UserInfo.Length: > 0 } => "has a base URI with a user name or password, which would be shown and stored; the key is set with -ApiKey",
        _ when UrlRules.Problem(address, allowLoopbackHttp: true) is not null => $"has the base URI '{Redaction.Text(address.OriginalString)}', which is not https, nor http on this machine",
        _ => null,
    };

    private static string? Problem(Profile profile)
    {
        if (string.IsNullOrWhiteSpace(profile.Name))
        {
            return "has no name";
        }

        if (!GatewayRegistry.Names.Contains(profile.Provider, StringComparer.Ordinal))
        {
            return $"has the unknown provider '{profile.Provider}'; the providers are {string.Join(", ", GatewayRegistry.Names)}";
        }

        if (AddressProblem(profile.BaseUri) is { } problem)
        {
            return problem;
        }

        return new[] { profile.Proxy, profile.CallbackUrl, profile.UploadPublicUri }.Any(each => each is { IsAbsoluteUri: false })
            ? "has an address that is not absolute"
            : LimitProblem(profile);
    }

    // what a limit says must not be ignored because it cannot be read
    private static string? LimitProblem(Profile profile)
    {
        if (profile.RateLimit is { } rate && RateLimit.TryParse(rate) is null)
        {
            return $"has the rate limit '{rate}', which is not a number of tasks in a period, such as 20/10s, 1/s or 60/m";
        }

        if (profile.CreditPrice is < 0)
        {
            return FormattableString.Invariant($"has the credit price {profile.CreditPrice}, which is less than 0");
        }

        if (profile.Retention < TimeSpan.Zero)
        {
            return "has a retention below 0";
        }

        var tiers = GatewayRegistry.Describe(profile.Provider).Tiers.Select(tier => tier.Name).ToList();
        return profile.Tier is { } named && !tiers.Contains(named, StringComparer.OrdinalIgnoreCase)
            ? $"has the tier '{named}'; the tiers of {profile.Provider} are: {(tiers.Count == 0 ? "none" : string.Join(", ", tiers))}"
            : null;
    }
}
