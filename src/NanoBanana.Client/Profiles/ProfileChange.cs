namespace NanoBanana.Client.Profiles;

/// <summary>The changes to a profile besides its settings; null changes nothing.</summary>
public sealed class ProfileChange
{
    /// <summary>The key.</summary>
    public Secret? Key { get; init; }

    /// <summary>The environment variable that holds the key, instead of a key that is kept.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>The vault that stores the secrets; null keeps them where they were, and new ones in the embedded store.</summary>
    public string? Vault { get; init; }

    /// <summary>The secrets of the upload target.</summary>
    public UploadSecrets? Upload { get; init; }

    /// <summary>Whether it becomes the default.</summary>
    public bool MakeDefault { get; init; }
}
