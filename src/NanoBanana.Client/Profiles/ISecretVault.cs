namespace NanoBanana.Client.Profiles;

/// <summary>Vaults that the host can reach. Nothing waits for a user: a locked vault is an error.</summary>
public interface ISecretVault
{
    /// <summary>A secret; null where the vault has none of that name.</summary>
    Task<Secret?> GetAsync(string vault, string name, CancellationToken cancellationToken);

    /// <summary>Keeps a secret, in place of one of the same name.</summary>
    Task SetAsync(string vault, string name, Secret secret, CancellationToken cancellationToken);

    /// <summary>Removes a secret; nothing happens where there is none of that name.</summary>
    Task RemoveAsync(string vault, string name, CancellationToken cancellationToken);
}
