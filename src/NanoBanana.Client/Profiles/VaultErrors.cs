using NanoBanana.Client.Model;

namespace NanoBanana.Client.Profiles;

/// <summary>
/// The errors of every <see cref="ISecretVault"/>. None carries the exception that caused it: nobody knows what a vault puts there.
/// </summary>
public static class VaultErrors
{
    /// <summary>The module that knows the vaults is not installed.</summary>
    /// <param name="vault">The vault that was asked for.</param>
    public static NanoBananaException ModuleMissing(string vault) => new(ErrorIds.VaultModuleMissing, vault) { Target = vault };

    /// <summary>No vault of that name is registered.</summary>
    /// <param name="vault">The vault that was asked for.</param>
    /// <param name="registered">Those there are.</param>
    public static NanoBananaException NotFound(string vault, IReadOnlyCollection<string> registered) => new(
        ErrorIds.VaultNotFound,
        vault,
        registered.Count == 0 ? "There are none yet." : "The vaults: " + string.Join(", ", registered) + ".")
    {
        Target = vault,
    };

    /// <summary>The vault gives nothing without somebody who unlocks it.</summary>
    /// <param name="vault">The vault that was asked for.</param>
    /// <param name="reason">How that showed, without a full stop.</param>
    public static NanoBananaException Locked(string vault, string reason) => new(ErrorIds.VaultLocked, vault, reason) { Target = vault };

    /// <summary>The vault reports a failure of its own.</summary>
    /// <param name="vault">The vault that was asked for.</param>
    /// <param name="message">Its words; keys and signatures are masked here.</param>
    /// <param name="secret">The value that it was given, which its words may repeat, or null.</param>
    public static NanoBananaException Failed(string vault, string message, Secret? secret = null) =>
        new(ErrorIds.VaultFailed, vault, Redaction.Message(message, secret)) { Target = vault };
}
