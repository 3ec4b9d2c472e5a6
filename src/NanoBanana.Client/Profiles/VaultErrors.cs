using NanoBanana.Client.Model;

namespace NanoBanana.Client.Profiles;

/// <summary>
/// The errors of every <see cref="ISecretVault"/>. None contains the exception that caused it, because a vault may put secrets there.
/// </summary>
public static class VaultErrors
{
    /// <summary>The SecretManagement module is not installed.</summary>
    /// <param name="vault">The name of the vault.</param>
    /// <returns>The error to throw.</returns>
    public static NanoBananaException ModuleMissing(string vault) => new(ErrorIds.VaultModuleMissing, vault) { Target = vault };

    /// <summary>The vault is not registered.</summary>
    /// <param name="vault">The name of the vault.</param>
    /// <param name="registered">The names of the registered vaults.</param>
    /// <returns>The error to throw.</returns>
    public static NanoBananaException NotFound(string vault, IReadOnlyCollection<string> registered) => new(
        ErrorIds.VaultNotFound,
        vault,
        registered.Count == 0 ? "No vaults are registered." : "The vaults: " + string.Join(", ", registered) + ".")
    {
        Target = vault,
    };

    /// <summary>The vault is locked.</summary>
    /// <param name="vault">The name of the vault.</param>
    /// <param name="reason">How this was noticed, without a full stop.</param>
    /// <returns>The error to throw.</returns>
    public static NanoBananaException Locked(string vault, string reason) => new(ErrorIds.VaultLocked, vault, reason) { Target = vault };

    /// <summary>The vault reports an error.</summary>
    /// <param name="vault">The name of the vault.</param>
    /// <param name="message">Its text; keys and signatures are masked here.</param>
    /// <param name="secret">The value that it was given, which its text may repeat, or null.</param>
    /// <returns>The error to throw.</returns>
    public static NanoBananaException Failed(string vault, string message, Secret? secret = null) =>
        new(ErrorIds.VaultFailed, vault, Redaction.Message(message, secret)) { Target = vault };
}
