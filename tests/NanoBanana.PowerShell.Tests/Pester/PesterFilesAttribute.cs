using Xunit.Sdk;

namespace NanoBanana.PowerShell.Tests.Pester;

/// <summary>Stands for one test case a Pester file.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("NanoBanana.PowerShell.Tests.Pester.PesterDiscoverer", "NanoBanana.PowerShell.Tests")]
internal sealed class PesterFilesAttribute : FactAttribute;
