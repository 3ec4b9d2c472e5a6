using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace NanoBanana.PowerShell.Hosting;

/// <summary>Runs when the module is removed: its port must not stay taken by something that is no longer visible.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => CallbackHost.StopOf(Runspace.DefaultRunspace?.InstanceId);
}
