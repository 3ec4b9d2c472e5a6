using System.ComponentModel;
using System.Diagnostics;

namespace NanoBanana.PowerShell.Tests.Desktop;

/// <summary>A test that needs Mono, the .NET Framework's nearest relative here; skipped, with the reason, if there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MonoFactAttribute : FactAttribute
{
    public MonoFactAttribute() => Skip = Missing();

    private static string? Missing()
    {
        try
        {
            using var mono = Process.Start(new ProcessStartInfo("mono", "--version") { RedirectStandardOutput = true })!;
            mono.StandardOutput.ReadToEnd();
            mono.WaitForExit();
            return mono.ExitCode == 0 ? null : "mono --version failed on this machine.";
        }
        catch (Win32Exception)
        {
            return "There is no mono on this machine.";
        }
    }
}
