using System.Diagnostics;
using System.Text;
using NanoBanana.Benchmarks.Reporting;

namespace NanoBanana.Benchmarks.Hosts;

/// <summary>Programs that run a script each: PowerShell, and what else is on the path.</summary>
internal static class Script
{
    public static string Module { get; } = Path.Combine(Repository.Root, "out", "NanoBanana.PowerShell");

    // the PowerShell of the tests, which their build stages
    private static readonly string Engine = Path.Combine(Repository.Root, "out", "powershell", "pwsh.dll");

    /// <summary>Whether a program is on the path, or is the staged PowerShell.</summary>
    public static bool IsThere(string program) => IsStaged(program)
        || (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder => folder.Length > 0
            && (File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe"))));

    /// <summary>A PowerShell command in a fresh process, without the user's profile.</summary>
    public static Task<(string Output, TimeSpan Wall)> PwshAsync(string command, IReadOnlyDictionary<string, string> variables) =>
        RunAsync("pwsh", ["-NoLogo", "-NoProfile", "-NonInteractive", "-OutputFormat", "Text", "-EncodedCommand", Convert.ToBase64String(Encoding.Unicode.GetBytes("$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'\n" + command))], variables);

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It did not end with 0.</exception>
    public static async Task<(string Output, TimeSpan Wall)> RunAsync(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> variables)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(StartInfo(program, arguments, variables))!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? (output.Trim(), clock.Elapsed) : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output}");
    }

    /// <summary>Starts a PowerShell script, so that it can be killed; its output and its errors can be read.</summary>
    public static Process StartPwsh(string file, IReadOnlyDictionary<string, string> variables)
    {
        var start = StartInfo("pwsh", ["-NoLogo", "-NoProfile", "-NonInteractive", "-File", file], variables);
        start.RedirectStandardError = true;
        return Process.Start(start)!;
    }

    private static ProcessStartInfo StartInfo(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> variables)
    {
        var start = IsStaged(program)
            ? new ProcessStartInfo("dotnet", [Engine, .. arguments]) { RedirectStandardOutput = true }
            : new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static bool IsStaged(string program) => program == "pwsh" && File.Exists(Engine);
}
