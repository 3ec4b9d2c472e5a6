using System.Globalization;
using NanoBanana.Benchmarks.Hosts;

namespace NanoBanana.Benchmarks.Starting;

/// <summary>A module that is imported into a fresh PowerShell, and the first thing that is then done.</summary>
/// <param name="Name">For people.</param>
/// <param name="Import">The module that is imported, by its name; null for nothing.</param>
/// <param name="First">The command that submits per task; null if there is none to compare.</param>
internal sealed record Starter(string Name, string? Import, string? First = null)
{
    /// <returns>Milliseconds of the import and of the first task; NaN for what it has not.</returns>
    public async Task<(double Import, double First)> RunAsync(IReadOnlyDictionary<string, string> variables)
    {
        var (output, _) = await Script.PwshAsync(
            $$"""
            $env:PSModulePath = $env:BENCH_MODULES + [System.IO.Path]::PathSeparator + $env:PSModulePath
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            {{(Import is null ? string.Empty : $"Import-Module '{Import}'")}}
            $import = $clock.Elapsed.TotalMilliseconds
            $clock.Restart()
            {{(First is null ? string.Empty : $"$null = {First} 3>$null")}}
            $first = $clock.Elapsed.TotalMilliseconds
            [string]::Format([cultureinfo]::InvariantCulture, '{0} {1}', $import, $first)
            """,
            variables);
        var times = output.Split(' ').Select(each => double.Parse(each, CultureInfo.InvariantCulture)).ToList();
        return (Import is null ? double.NaN : times[0], First is null ? double.NaN : times[1]);
    }
}
