using Xunit.Abstractions;
using Xunit.Sdk;

namespace NanoBanana.PowerShell.Tests.Pester;

/// <summary>Finds the Pester files.</summary>
public sealed class PesterDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) => Directory
        .EnumerateFiles(PesterRun.Folder, "*.Tests.ps1")
        .Select(file => Path.GetFileName(file))
        .Order(StringComparer.Ordinal)
        .Select(file => new PesterTestCase(diagnostics, testMethod, file));
}
