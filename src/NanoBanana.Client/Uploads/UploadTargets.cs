using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Gateways.Facets;
using NanoBanana.Client.Http;
using NanoBanana.Client.Model;
using NanoBanana.Client.Profiles;
using NanoBanana.Client.Querying;

namespace NanoBanana.Client.Uploads;

/// <summary>Finds the upload target of a profile.</summary>
internal static class UploadTargets
{
    private const string NameField = "{name}";

    /// <param name="profile">The profile whose target is wanted: the task's own, or the one named by <c>-UploadProfile</c>.</param>
    /// <param name="kind">One of <see cref="UploadKinds"/> for this run, or null for the profile's.</param>
    /// <param name="original">The file, for the error.</param>
    /// <param name="options">The host's options.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="NanoBananaException"><c>UploadTargetMissing</c>, <c>InvalidProfile</c> or <c>KeyMissing</c>.</exception>
    public static async Task<IUploadTarget> FindAsync(Profile profile, string? kind, string original, ClientOptions options, CancellationToken cancellationToken)
    {
        if (kind is null && profile.UploadTo is null && profile.UploadUri is null && profile.UploadProfile is { } other)
        {
            var lender = options.Profiles.Resolve(other);
            return lender.UploadProfile is null
                ? await FindAsync(lender, kind: null, original, options, cancellationToken).ConfigureAwait(false)
                : throw Invalid(profile, $"its upload profile '{other}' itself uses the upload target of another profile");
        }

        var http = options.Http ?? HttpStack.For(profile);
        var secrets = await options.Profiles.UploadSecretsAsync(profile, cancellationToken).ConfigureAwait(false);
        return (kind ?? profile.UploadTo ?? (profile.UploadUri is null ? UploadKinds.Provider : UploadKinds.HttpPut)) switch
        {
            UploadKinds.HttpPut => Put(profile, secrets, new HttpPut(http, options)),
            UploadKinds.S3 => profile.UploadBucket is null
                ? throw Invalid(profile, "an upload to S3 needs a bucket")
                : new S3Target(profile.UploadUri is null ? profile : profile with { UploadUri = Checked(profile.UploadUri, profile) }, secrets, options.Time),
            UploadKinds.AzureBlob => Azure(profile, secrets, new HttpPut(http, options), options.Time),
            _ => await OfGatewayAsync(profile, original, http, options, cancellationToken).ConfigureAwait(false),
        };
    }

    private static HttpPutTarget Put(Profile profile, UploadSecrets? secrets, HttpPut put)
    {
        var given = Checked(profile.UploadUri ?? throw Invalid(profile, "an upload by HTTP PUT needs an upload URI"), profile);
        var path = UploadAddress.Read(given).Uri;
        var query = UploadAddress.QueryOf(given, secrets?.WriteSas)?.Reveal();
        return profile.UploadPublicUri is null && !path.Contains(NameField, StringComparison.Ordinal) && query?.Contains(NameField, StringComparison.Ordinal) is true
            ? throw Invalid(profile, "the file name is only in the query of the upload URI, which is not sent to gateways: give the public base address of the files (-UploadPublicUri)")
            : new HttpPutTarget(put, query is null ? path : path + "?" + query, profile.UploadPublicUri, secrets?.Headers ?? new Dictionary<string, Secret>(StringComparer.Ordinal));
    }

    private static AzureBlobTarget Azure(Profile profile, UploadSecrets? secrets, HttpPut put, TimeProvider time)
    {
        var given = Checked(profile.UploadUri ?? throw Invalid(profile, "an upload to Azure needs the container's URL as its upload URI"), profile);
        if ((UploadAddress.QueryOf(given, secrets?.WriteSas) ?? (UploadAddress.IsWhole(secrets?.WriteSas) ? null : secrets?.WriteSas)) is not { } sas)
        {
            throw Invalid(profile, "an upload to Azure needs a signature that may write (-UploadSas, or the query of -UploadUri)");
        }

        return profile.UploadPublicUri is null && secrets?.ReadSas is null
            ? throw Invalid(profile, "the gateway must be able to read the blobs: give a signature for reading (-UploadReadSas) or a public base address (-UploadPublicUri); the signature for writing is not sent to gateways")
            : new AzureBlobTarget(put, new Uri(UploadAddress.Read(given).Uri), profile, sas, secrets?.ReadSas, time);
    }

    private static async Task<IUploadTarget> OfGatewayAsync(Profile profile, string original, HttpClient http, ClientOptions options, CancellationToken cancellationToken)
    {
        var gateway = GatewayRegistry.Find(profile.Provider);
        return gateway switch
        {
            IPresignedUpload presigned => new PresignedUploadTarget(
                presigned,
                new QuerySender(new GatewaySender(http, gateway, profile, options.Time, options.Log), gateway, profile, options),
                new HttpPut(http, options),
                profile,
                await options.Profiles.KeyAsync(profile, cancellationToken).ConfigureAwait(false)),
            IFormUpload form => new FormUploadTarget(http, gateway, form, profile, await options.Profiles.KeyAsync(profile, cancellationToken).ConfigureAwait(false), options),
            _ => throw new NanoBananaException(ErrorIds.UploadTargetMissing, original, profile.Provider) { Target = original, Profile = profile.Name },
        };
    }

    private static NanoBananaException Invalid(Profile profile, string reason) =>
        new(ErrorIds.InvalidProfile, profile.Name, reason) { Target = profile.Name, Profile = profile.Name };

    private static string Checked(string template, Profile profile)
    {
        var problem = Uri.TryCreate(template.Replace(NameField, "name"), UriKind.Absolute, out var url)
            ? UrlRules.Problem(url, profile.IsLoopback())
            : "it is not an absolute URL";
        return problem is null
            ? template
            : throw new NanoBananaException(ErrorIds.InvalidProfile, profile.Name, $"its upload URI '{UploadAddress.Shown(template)}' is not allowed: {problem}") { Target = profile.Name };
    }
}
