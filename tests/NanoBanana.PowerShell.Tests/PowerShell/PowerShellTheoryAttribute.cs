namespace NanoBanana.PowerShell.Tests.PowerShell;

/// <summary>A theory that needs a real PowerShell with a module; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PowerShellTheoryAttribute : TheoryAttribute
{
    public PowerShellTheoryAttribute(string module) => Skip = Pwsh.Missing(module);
}
