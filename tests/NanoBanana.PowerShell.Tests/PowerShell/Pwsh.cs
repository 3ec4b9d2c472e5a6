using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NanoBanana.PowerShell.Tests.PowerShell;

/// <summary>The PowerShell that the build stages in out/powershell, with Pester among its modules.</summary>
internal static class Pwsh
{
    private static readonly string Engine = Path.Combine(Repository.Root, "out", "powershell", "pwsh.dll");

    // the host of this process, which need not be on the path
    private static readonly string DotNet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>Why a module cannot be used here, or null if it can.</summary>
    public static string? Missing(string module)
    {
        using var process = Start(Repository.Module, ["-NoProfile", "-NonInteractive", "-Command", $"if (-not (Get-Module -ListAvailable {module})) {{ exit 1 }}"]);
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : $"The PowerShell module {module} is not installed on this machine.";
    }

    /// <summary>Runs a script file, for fifteen minutes at most, and gives its exit code and everything it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunFileAsync(string module, string script, params string[] arguments)
    {
        using var process = Start(module, ["-NoProfile", "-NonInteractive", "-File", script, .. arguments]);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(15));
        await using (limit.Token.Register(() => process.Kill(entireProcessTree: true)))
        {
            await process.WaitForExitAsync(CancellationToken.None);
        }

        var late = limit.IsCancellationRequested ? $"\n{Path.GetFileName(script)} had not ended after 15 minutes." : string.Empty;
        return (process.ExitCode, await output + await errors + late);
    }

    private static Process Start(string module, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(DotNet, [Engine, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["NANOBANANA_HOME"] = Path.Combine(Repository.Results, "home-" + Guid.NewGuid().ToString("N")[..8]);
        start.Environment["NANOBANANA_MODULE"] = module;
        return Process.Start(start)!;
    }
}
