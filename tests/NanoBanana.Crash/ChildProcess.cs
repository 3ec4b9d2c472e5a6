using System.Diagnostics;

namespace NanoBanana.Crash;

/// <summary>Starts this program again.</summary>
internal static class ChildProcess
{
    /// <summary>Starts it; its standard output can be read.</summary>
    public static Process Start(params string[] arguments)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs a batch in a child.</summary>
    /// <param name="plan">The batch.</param>
    /// <param name="death">Where it ends itself, or <see cref="Child.ToTheEnd"/>.</param>
    /// <param name="killAfter">When it is killed, from the moment it is ready; null leaves it alone.</param>
    /// <returns>True if it died.</returns>
    public static Task<bool> RunAsync(BatchPlan plan, string death, TimeSpan? killAfter) => RunAsync(["child", .. plan.ToArguments(), death], killAfter);

    /// <summary>Runs one of this program's jobs in a child.</summary>
    /// <param name="arguments">Its command line; it says one line when it is ready.</param>
    /// <param name="killAfter">When it is killed, from the moment it is ready; null leaves it alone.</param>
    /// <returns>True if it died.</returns>
    public static async Task<bool> RunAsync(string[] arguments, TimeSpan? killAfter)
    {
        using var child = Start(arguments);
        await child.StandardOutput.ReadLineAsync();
        if (killAfter is { } wait)
        {
            await Task.Delay(wait);
            child.Kill();
        }

        await child.WaitForExitAsync();
        return child.ExitCode != 0;
    }
}
