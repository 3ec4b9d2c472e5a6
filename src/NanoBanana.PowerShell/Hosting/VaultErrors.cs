using System.Management.Automation;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>
/// Reads what SecretManagement throws. Its exceptions are not kept as causes: they carry the bound parameters of the call, and so
/// the secret itself.
/// </summary>
internal static class VaultErrors
{
    public static bool IsNotFound(RuntimeException error) => error.ErrorRecord?.Exception is ItemNotFoundException;

    public static NanoBananaException From(RuntimeException error, string vault)
    {
        var cause = error.ErrorRecord?.Exception ?? error;
        var reason = cause.Message.Split('\n')[0].Trim();

        // SecretStore's own exception, or a vault that wanted to ask the user and had no host for it
        return cause.GetType().Name is "PasswordRequiredException" or "HostException"
            ? new NanoBananaException(ErrorIds.VaultLocked, vault, reason) { Target = vault }
            : new NanoBananaException(ErrorIds.VaultUnavailable, vault, reason) { Target = vault };
    }
}
