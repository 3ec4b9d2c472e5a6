using NanoBanana.Client.Profiles.Secrets;

namespace NanoBanana.Client.Profiles.Files;

/// <summary>Profiles on their way to another computer: the form of the profile file, without any secret or reference to one.</summary>
internal static class ProfileExport
{
    /// <param name="profiles">What is taken along.</param>
    /// <param name="keyOf">Where a profile's key is stored: the name of an environment variable means the same elsewhere.</param>
    public static byte[] Write(IReadOnlyList<Profile> profiles, Func<string, SecretReference?> keyOf)
    {
        var document = ProfileDocument.Empty();
        foreach (var profile in profiles)
        {
            document.Put(new ProfileEntry(Clean(profile), keyOf(profile.Name) is { Kind: SecretReference.InEnvironment } variable ? variable : null, Upload: null));
        }

        using var bytes = new MemoryStream();
        document.WriteTo(bytes);
        return bytes.ToArray();
    }

    /// <exception cref="NanoBananaException"><c>ProfilesDamaged</c> or <c>ProfilesTooNew</c>.</exception>
    public static IReadOnlyList<ProfileEntry> Read(string path, byte[] json) =>
        [.. ProfileDocument.Parse(path, json).Entries.Select(each => each with { Profile = Clean(each.Profile), Key = each.Key is { Kind: SecretReference.InEnvironment } ? each.Key : null, Upload = null })];

    // the query of an upload URI may be a signature
    private static Profile Clean(Profile profile) =>
        profile.UploadUri is { } uri ? profile with { UploadUri = UploadAddress.Read(uri).Uri } : profile;
}
