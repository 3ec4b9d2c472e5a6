using System.Diagnostics;
using NanoBanana.Benchmarks.Hosts;

namespace NanoBanana.Benchmarks.Recovery;

/// <summary>What became of a process that did a list.</summary>
/// <param name="Died">True if it was killed before its end.</param>
/// <param name="Life">From its first line to its end.</param>
/// <param name="Lines">What it printed after its first line.</param>
internal sealed record RecoveryProcess(bool Died, TimeSpan Life, int Lines)
{
    /// <summary>Runs a script.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="variables">Of its environment.</param>
    /// <param name="killAfter">When it is killed, from its first line; null leaves it alone.</param>
    public static async Task<RecoveryProcess> RunAsync(string file, IReadOnlyDictionary<string, string> variables, TimeSpan? killAfter = null)
    {
        using var process = Script.StartPwsh(file, variables);

        // the faults cause errors, which the case does not count
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        await process.StandardOutput.ReadLineAsync();
        var clock = Stopwatch.StartNew();
        var rest = process.StandardOutput.ReadToEndAsync();
        if (killAfter is { } wait)
        {
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(wait));
        }

        var died = killAfter is not null && !process.HasExited;
        if (died)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync();
        var life = clock.Elapsed;
        return new RecoveryProcess(died, life, (await rest).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }
}
