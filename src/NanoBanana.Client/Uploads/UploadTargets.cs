using NanoBanana.Client.Providers;
using NanoBanana.Client.Requests;
using NanoBanana.Client.Transport;

namespace NanoBanana.Client.Uploads;

/// <summary>Finds the upload target of a profile.</summary>
internal static class UploadTargets
{
    /// <param name="profile">The profile whose target is wanted: the task's own, or the one named by <c>-UploadProfile</c>.</param>
    /// <param name="original">The file, for the error.</param>
    /// <param name="options">The host's options.</param>
    /// <exception cref="NanoBananaException"><c>UploadTargetMissing</c>, <c>InvalidProfile</c> or <c>KeyMissing</c>.</exception>
    public static IUploadTarget Find(Profile profile, string original, ClientOptions options)
    {
        var http = options.Http ?? HttpStack.Shared;
        if (profile.UploadUri is { } template)
        {
            return new HttpPutTarget(new HttpPut(http, options), Checked(template, profile), options.Profiles.UploadHeaders(profile));
        }

        if (profile.UploadProfile is { } other)
        {
            var lender = options.Profiles.Resolve(other);
            return lender.UploadProfile is null
                ? Find(lender, original, options)
                : throw new NanoBananaException(ErrorIds.InvalidProfile, profile.Name, $"its upload profile '{other}' borrows from another profile itself") { Target = profile.Name };
        }

        var gateway = Gateways.Find(profile.Provider);
        return profile.Provider switch
        {
            ProviderNames.Crun => new CrunUploadTarget(
                new QuerySender(new GatewaySender(http, gateway, profile, options.Time), gateway, profile, options),
                new HttpPut(http, options),
                profile,
                options.Profiles.Key(profile)),
            ProviderNames.Apikley => new ApikleyUploadTarget(http, gateway, profile, options.Profiles.Key(profile), options.Time),
            _ => throw new NanoBananaException(ErrorIds.UploadTargetMissing, original, profile.Provider) { Target = original, Profile = profile.Name },
        };
    }

    private static string Checked(string template, Profile profile)
    {
        var problem = Uri.TryCreate(template.Replace("{name}", "name"), UriKind.Absolute, out var url)
            ? UrlRules.Problem(url, profile.IsLoopback())
            : "it is not an absolute URL";
        return problem is null
            ? template
            : throw new NanoBananaException(ErrorIds.InvalidProfile, profile.Name, $"its upload URI '{template}' is not allowed: {problem}") { Target = profile.Name };
    }
}
