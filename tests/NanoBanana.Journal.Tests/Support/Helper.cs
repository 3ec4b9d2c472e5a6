using System.Diagnostics;

namespace NanoBanana.Journal.Tests.Support;

/// <summary>The crash program, started for one of its small jobs.</summary>
internal static class Helper
{
    private static readonly string Program = typeof(Crash.Campaign).Assembly.Location;
    private static readonly string Host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public static Process Start(params string[] arguments) => Start(new ProcessStartInfo(Host, ["exec", Program, .. arguments]));

    /// <summary>Starts it from a shell that first does something to itself, such as setting its umask.</summary>
    public static Process StartAfter(string shell, params string[] arguments) =>
        Start(new ProcessStartInfo("/bin/sh", ["-c", shell + "; exec \"$@\"", "sh", Host, "exec", Program, .. arguments]));

    /// <summary>All that it said, without empty lines.</summary>
    public static async Task<string[]> EndAsync(Process process)
    {
        using (process)
        {
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardInput = true;
        return Process.Start(start)!;
    }
}
