using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Profiles.Secrets;

/// <summary>
/// Gets and keeps secrets by reference, in the embedded store and in vaults. A secret that is replaced gets another name, so
/// that a crash between the two files leaves the old one whole, and what was read once holds for the session.
/// </summary>
internal sealed class SecretStorage(EmbeddedStore store, Func<ISecretVault?> vaults, Func<string, string?> environment)
{
    /// <summary>Another purpose with the same 16 bytes of SHA-256 cannot be found.</summary>
    private const int BoundBytes = 16;

    private readonly ConcurrentDictionary<(SecretReference Reference, string? Purpose), Secret> _read = new();

    /// <summary>It exists, as far as is known without unlocking anything.</summary>
    public bool Has(SecretReference reference) => reference.Kind switch
    {
        SecretReference.InStore => store.Contains(reference.Name),
        SecretReference.InEnvironment => !string.IsNullOrWhiteSpace(environment(reference.Name)),
        _ => true,
    };

    /// <summary>The secret; null if it is gone.</summary>
    /// <param name="reference">Where it is.</param>
    /// <param name="purpose">What it was sealed for; null for nothing in particular.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<Secret?> GetAsync(SecretReference reference, string? purpose, CancellationToken cancellationToken)
    {
        if (reference.Kind == SecretReference.InEnvironment)
        {
            return environment(reference.Name) is { } value && !string.IsNullOrWhiteSpace(value) ? new Secret(value) : null;
        }

        if (reference.Kind == SecretReference.InStore)
        {
            store.EnsureTrusted();
        }

        if (reference.Kind == SecretReference.InVault)
        {
            EnsureKeptFor(reference, purpose);
        }

        if (_read.TryGetValue((reference, purpose), out var known))
        {
            return known;
        }

        var secret = reference.Kind == SecretReference.InStore
            ? store.Get(reference.Name, purpose)
            : await Vaults().GetAsync(reference.Vault!, reference.Name, cancellationToken).ConfigureAwait(false);
        return secret is null ? null : _read[(reference, purpose)] = secret;
    }

    /// <summary>Keeps a secret under a name that was never used and begins with what it is for; null as vault is the embedded store.</summary>
    public async Task<SecretReference> PutAsync(string? vault, string owner, Secret secret, string? purpose, CancellationToken cancellationToken)
    {
        var number = Guid.NewGuid().ToString("N").Substring(0, 8);
        var name = $"NanoBanana.{owner}.{number}" + (vault is null ? string.Empty : "." + Bound(number, purpose));
        if (vault is null)
        {
            await store.SetAsync(name, secret, purpose).ConfigureAwait(false);
        }
        else
        {
            await Vaults().SetAsync(vault, name, secret, cancellationToken).ConfigureAwait(false);
        }

        var reference = new SecretReference(vault is null ? SecretReference.InStore : SecretReference.InVault, name, vault);
        _read[(reference, purpose)] = secret;
        return reference;
    }

    /// <summary>Removes a secret that belongs to a profile; one that the module did not store remains.</summary>
    public async Task RemoveAsync(SecretReference? reference, CancellationToken cancellationToken)
    {
        if (reference is not { IsOwned: true })
        {
            return;
        }

        foreach (var known in _read.Keys.Where(each => each.Reference == reference))
        {
            _read.TryRemove(known, out _);
        }

        await (reference.Kind == SecretReference.InStore
            ? store.RemoveAsync(reference.Name)
            : Vaults().RemoveAsync(reference.Vault!, reference.Name, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>
    /// A vault seals nothing to a purpose, so its name says what a secret was put there for: changing the profiles alone cannot
    /// have it sent elsewhere.
    /// </summary>
    private static void EnsureKeptFor(SecretReference reference, string? purpose)
    {
        var parts = reference.Name.Split('.');
        if (parts.Length < 2 || !string.Equals(parts[^1], Bound(parts[^2], purpose), StringComparison.Ordinal))
        {
            throw new NanoBananaException(ErrorIds.SecretUnreadable, reference.Name, $"it was not stored in the vault '{reference.Vault}' for {purpose ?? "this"}") { Target = reference.Name };
        }
    }

    private static string Bound(string number, string? purpose)
    {
        using var hash = SHA256.Create();
        return Hex.Encode(hash.ComputeHash(Encoding.UTF8.GetBytes(number + "\n" + purpose)).AsSpan(0, BoundBytes).ToArray());
    }

    private ISecretVault Vaults() => vaults() ?? throw new NanoBananaException(ErrorIds.SecretUnreadable, "the vault", "vaults need PowerShell's SecretManagement");
}
