using System.Diagnostics;

namespace NanoBanana.Benchmarks;

/// <summary>Starts this program again, for what must not share the process that is measured.</summary>
internal static class ChildProcess
{
    /// <summary>Starts it; its standard output can be read, and it may end when its standard input does.</summary>
    public static Process Start(params string[] arguments)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, ["exec", typeof(ChildProcess).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        return Process.Start(start)!;
    }
}
