using System.Collections.Concurrent;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Profiles.Secrets;

/// <summary>
/// Gets and keeps secrets by reference, in the embedded store and in vaults. A secret that is replaced gets another name, so
/// that a crash between the two files leaves the old one whole, and what was read once holds for the session.
/// </summary>
internal sealed class SecretKeeper(EmbeddedStore store, Func<ISecretVault?> vaults, Func<string, string?> environment)
{
    private readonly ConcurrentDictionary<SecretReference, Secret> _read = new();

    /// <summary>It is there, as far as can be told without unlocking anything.</summary>
    public bool Has(SecretReference reference) => reference.Kind switch
    {
        SecretReference.InStore => store.Contains(reference.Name),
        SecretReference.InEnvironment => !string.IsNullOrWhiteSpace(environment(reference.Name)),
        _ => true,
    };

    /// <summary>The secret; null where it is gone.</summary>
    public async Task<Secret?> GetAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        if (reference.Kind == SecretReference.InEnvironment)
        {
            return environment(reference.Name) is { } value && !string.IsNullOrWhiteSpace(value) ? new Secret(value) : null;
        }

        if (_read.TryGetValue(reference, out var known))
        {
            return known;
        }

        var secret = reference.Kind == SecretReference.InStore
            ? store.Get(reference.Name)
            : await Vaults().GetAsync(reference.Vault!, reference.Name, cancellationToken).ConfigureAwait(false);
        return secret is null ? null : _read[reference] = secret;
    }

    /// <summary>Keeps a secret under a name that was never used and begins with what it is for; null as vault is the embedded store.</summary>
    public async Task<SecretReference> PutAsync(string? vault, string purpose, Secret secret, CancellationToken cancellationToken)
    {
        var name = $"NanoBanana.{purpose}.{Guid.NewGuid().ToString("N").Substring(0, 8)}";
        if (vault is null)
        {
            await store.SetAsync(name, secret).ConfigureAwait(false);
        }
        else
        {
            await Vaults().SetAsync(vault, name, secret, cancellationToken).ConfigureAwait(false);
        }

        var reference = new SecretReference(vault is null ? SecretReference.InStore : SecretReference.InVault, name, vault);
        _read[reference] = secret;
        return reference;
    }

    /// <summary>Removes a secret that belongs to a profile; one that somebody else put there stays.</summary>
    public async Task RemoveAsync(SecretReference? reference, CancellationToken cancellationToken)
    {
        if (reference is not { IsOwned: true })
        {
            return;
        }

        _read.TryRemove(reference, out _);
        await (reference.Kind == SecretReference.InStore
            ? store.RemoveAsync(reference.Name)
            : Vaults().RemoveAsync(reference.Vault!, reference.Name, cancellationToken)).ConfigureAwait(false);
    }

    private ISecretVault Vaults() => vaults() ?? throw new NanoBananaException(ErrorIds.SecretUnreadable, "the vault", "only PowerShell's SecretManagement reaches vaults");
}
