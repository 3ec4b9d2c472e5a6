namespace NanoBanana.PowerShell.Tests.PowerShell;

public sealed class AnalyzerTests
{
    [PowerShellFact("PSScriptAnalyzer")]
    public async Task All_scripts_are_clean()
    {
        var (exitCode, output) = await Pwsh.RunFileAsync(Repository.Module, Path.Combine(Repository.Root, "build.ps1"), "-Task", "Analyze");

        Assert.True(exitCode == 0, output);
        Assert.Contains("0 findings", output, StringComparison.Ordinal);
    }
}
