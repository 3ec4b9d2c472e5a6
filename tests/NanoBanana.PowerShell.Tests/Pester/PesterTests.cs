namespace NanoBanana.PowerShell.Tests.Pester;

/// <summary>The Pester files, each in a PowerShell of its own, against the unpacked package; each of their tests is a result of its own.</summary>
public sealed class PesterTests
{
    [PesterFiles]
    public static void Pester() => throw new InvalidOperationException("The test case runs the file, and not this method.");
}
