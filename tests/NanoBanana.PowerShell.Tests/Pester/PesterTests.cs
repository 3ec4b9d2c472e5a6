namespace NanoBanana.PowerShell.Tests.Pester;

/// <summary>The Pester files, each in its own PowerShell, against the unpacked package; each of their tests is its own result.</summary>
public sealed class PesterTests
{
    [PesterFiles]
    public static void Pester() => throw new InvalidOperationException("The test case runs the file, and not this method.");
}
