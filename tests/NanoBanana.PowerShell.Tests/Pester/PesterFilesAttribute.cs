using Xunit.Sdk;

namespace NanoBanana.PowerShell.Tests.Pester;

/// <summary>Makes one test case per Pester file.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("NanoBanana.PowerShell.Tests.Pester.PesterDiscoverer", "NanoBanana.PowerShell.Tests")]
internal sealed class PesterFilesAttribute : FactAttribute;
