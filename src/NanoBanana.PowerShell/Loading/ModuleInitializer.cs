using System.Management.Automation;

namespace NanoBanana.PowerShell.Loading;

/// <summary>Runs before PowerShell looks at the cmdlets: from then on their dependencies come from this module's own folder.</summary>
/// <remarks>
/// PowerShell 7 loads the public classes before it calls this, so none of them may need the core for that: no base class and no
/// public constructor may name it. Never undone: another runspace may still use the module, and only this module's own names
/// are answered.
/// </remarks>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    public void OnImport() => Dependencies.Attach();
}
