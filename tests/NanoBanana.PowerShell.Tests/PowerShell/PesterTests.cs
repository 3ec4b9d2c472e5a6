namespace NanoBanana.PowerShell.Tests.PowerShell;

/// <summary>Runs each Pester file in a PowerShell of its own; its counts go to out/test-results for the sum over all legs.</summary>
public sealed class PesterTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "NanoBanana.PowerShell.Pester");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.Tests.ps1").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Pester_passes(string file)
    {
        var result = Path.Combine(Repository.Results, Path.ChangeExtension(file, ".pester.txt"));

        var (exitCode, output) = await Pwsh.RunFileAsync(Path.Combine(Folder, "Invoke-Tests.ps1"), "-Path", Path.Combine(Folder, file), "-ResultFile", result);

        Assert.True(exitCode == 0 && File.Exists(result), output);
    }
}
