namespace NanoBanana.PowerShell.Tests.PowerShell;

/// <summary>A test that needs a real PowerShell with a module; skipped, with the reason, if there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PowerShellFactAttribute : FactAttribute
{
    public PowerShellFactAttribute(string module) => Skip = Pwsh.Missing(module);
}
