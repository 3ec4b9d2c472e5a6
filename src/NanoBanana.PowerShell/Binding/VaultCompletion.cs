using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Names of SecretManagement's vaults, if that module is already loaded.</summary>
internal sealed class VaultCompletion : Completion
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Value, string Tip)> Candidates(IDictionary bound)
    {
        using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        var vaults = shell.AddScript("if (Get-Module Microsoft.PowerShell.SecretManagement) { Get-SecretVault -ErrorAction Ignore }").Invoke();
        return vaults.Select(each => (each.Properties["Name"].Value.ToString()!, each.Properties["ModuleName"].Value.ToString()!)).ToList();
    }
}
