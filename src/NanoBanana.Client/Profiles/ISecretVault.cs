namespace NanoBanana.Client.Profiles;

/// <summary>Vaults that the host can reach. Nothing waits for a user: a locked vault is an error.</summary>
public interface ISecretVault
{
    /// <summary>Reads a secret.</summary>
    /// <param name="vault">The name of the vault.</param>
    /// <param name="name">The name of the secret.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The secret, or null if the vault has none with this name.</returns>
    /// <exception cref="NanoBananaException">One of <see cref="VaultErrors"/>.</exception>
    Task<Secret?> GetAsync(string vault, string name, CancellationToken cancellationToken);

    /// <summary>Stores a secret, and replaces one with the same name.</summary>
    /// <param name="vault">The name of the vault.</param>
    /// <param name="name">The name of the secret.</param>
    /// <param name="secret">The value.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="NanoBananaException">One of <see cref="VaultErrors"/>.</exception>
    Task SetAsync(string vault, string name, Secret secret, CancellationToken cancellationToken);

    /// <summary>Removes a secret, if the vault has one with this name.</summary>
    /// <param name="vault">The name of the vault.</param>
    /// <param name="name">The name of the secret.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="NanoBananaException">One of <see cref="VaultErrors"/>.</exception>
    Task RemoveAsync(string vault, string name, CancellationToken cancellationToken);
}
