using System.Management.Automation;
using NanoBanana.Client.Profiles;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>What importing the module brings to the core: a way to the vaults of SecretManagement.</summary>
public sealed class ModuleSetup : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    public void OnImport() => ProfileStore.Process.Vaults ??= new SecretManagementVault(TimeProvider.System);
}
