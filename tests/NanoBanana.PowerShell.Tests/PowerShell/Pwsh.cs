using System.ComponentModel;
using System.Diagnostics;

namespace NanoBanana.PowerShell.Tests.PowerShell;

/// <summary>The PowerShell of this machine, where there is one.</summary>
internal static class Pwsh
{
    private static readonly Lazy<string?> MissingPwsh = new(() => TryRun("exit 0") ? null : "There is no pwsh on this machine.");

    /// <summary>Why a module cannot be used here, or null where it can.</summary>
    public static string? Missing(string module) => MissingPwsh.Value
        ?? (TryRun($"if (-not (Get-Module -ListAvailable {module})) {{ exit 1 }}") ? null : $"The PowerShell module {module} is not installed on this machine.");

    /// <summary>Runs a script file and gives its exit code and everything it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunFileAsync(string script, params string[] arguments)
    {
        using var process = Start(["-NoProfile", "-NonInteractive", "-File", script, .. arguments]);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    private static bool TryRun(string command)
    {
        try
        {
            using var process = Start(["-NoProfile", "-NonInteractive", "-Command", command]);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("pwsh", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["NANOBANANA_HOME"] = Path.Combine(Repository.Results, "home-" + Guid.NewGuid().ToString("N")[..8]);
        start.Environment["NANOBANANA_MODULE"] = Repository.Module;
        return Process.Start(start)!;
    }
}
