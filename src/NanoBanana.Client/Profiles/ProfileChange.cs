namespace NanoBanana.Client.Profiles;

/// <summary>What is given with a profile next to its settings; what is not given stays.</summary>
public sealed class ProfileChange
{
    /// <summary>The key.</summary>
    public Secret? Key { get; init; }

    /// <summary>The environment variable that holds the key, instead of a key that is kept.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>The vault that keeps the secrets; null: where they were, and the embedded store for new ones.</summary>
    public string? Vault { get; init; }

    /// <summary>The secrets of the upload target.</summary>
    public UploadSecrets? Upload { get; init; }

    /// <summary>It becomes the default.</summary>
    public bool MakeDefault { get; init; }
}
