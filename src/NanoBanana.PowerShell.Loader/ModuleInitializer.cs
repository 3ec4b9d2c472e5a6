using System.Management.Automation;

namespace NanoBanana.PowerShell.Loader;

/// <summary>Runs before the cmdlets are loaded: from then on their dependencies come from this module's own folder.</summary>
/// <remarks>Never undone: another runspace may still use the module, and only this module's own names are answered.</remarks>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    public void OnImport() => Dependencies.Attach();
}
