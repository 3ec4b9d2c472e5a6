using NanoBanana.Client;
using NanoBanana.Client.Compatibility;
using NanoBanana.PowerShell.Commands;

namespace NanoBanana.PowerShell.Tests.Conventions;

/// <summary>Arrows run one way: the cmdlets know the core and the emulator, and nothing knows the cmdlets.</summary>
public sealed class DependencyConventions
{
    [Fact]
    public void The_core_knows_neither_PowerShell_nor_the_emulator() =>
        Assert.DoesNotContain(ReferencesOf(typeof(NanoBananaClient)), name => name is "System.Management.Automation" or "NanoBanana.Emulator" or "NanoBanana.PowerShell");

    [Fact]
    public void The_emulator_knows_nothing_of_ours() =>
        Assert.DoesNotContain(ReferencesOf(typeof(Emulation.GatewayEmulator)), name => name.StartsWith("NanoBanana", StringComparison.Ordinal));

    [Fact]
    public void The_cmdlets_know_the_core() =>
        Assert.Contains("NanoBanana.Client", ReferencesOf(typeof(NewNanoBananaTaskCommand)));

    // in PowerShell 7 they are in the default load context, where a dependency could meet another module's
    [Fact]
    public void The_cmdlets_need_nothing_but_the_platform_and_ours() =>
        Assert.DoesNotContain(ReferencesOf(typeof(NewNanoBananaTaskCommand)), name => !name.StartsWith("NanoBanana.", StringComparison.Ordinal) && !name.StartsWith("System.", StringComparison.Ordinal) && name is not ("netstandard" or "Microsoft.Win32.Primitives"));

    private static IEnumerable<string> ReferencesOf(Type type) => type.Assembly.GetReferencedAssemblies().Select(each => each.Name!);
}
