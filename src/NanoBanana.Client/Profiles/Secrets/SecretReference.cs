namespace NanoBanana.Client.Profiles.Secrets;

/// <summary>Where a secret is stored; not the secret itself.</summary>
/// <param name="Kind">One of the constants of this class.</param>
/// <param name="Name">Its name there; the variable's name in the environment.</param>
/// <param name="Vault">The vault's name, for <see cref="InVault"/>.</param>
internal sealed record SecretReference(string Kind, string Name, string? Vault = null)
{
    public const string InStore = "Store";

    public const string InVault = "Vault";

    public const string InEnvironment = "Environment";

    /// <summary>What a profile shows: which source supplies its key.</summary>
    public string Source => Kind switch
    {
        InVault => "Vault:" + Vault,
        InEnvironment => Name,
        _ => Kind,
    };

    /// <summary>What a profile's key is sealed for: it opens for this provider and this server only.</summary>
    public static string For(Profile profile) => profile.Provider + " " + profile.BaseUri.GetLeftPart(UriPartial.Authority).ToLowerInvariant();

    /// <summary>What the secrets of a profile's uploads are sealed for: they open for this target only.</summary>
    public static string ForUploads(Profile profile) => $"uploads {profile.UploadTo} {profile.UploadUri} {profile.UploadBucket}";

    /// <summary>It was stored for a profile, and is removed with it.</summary>
    public bool IsOwned => Kind is InStore or InVault;
}
