using System.Diagnostics;
using NanoBanana.Benchmarks.Reporting;
using NanoBanana.Emulation;

namespace NanoBanana.Benchmarks.Waiting;

/// <summary>Twelve tasks through AIGPTImage's tier <c>free</c>, submitted without a watch.</summary>
internal static class TierCase
{
    private const int Tasks = 12;

    /// <returns>0 if no call was refused and the processor was idle.</returns>
    public static async Task<int> RunAsync()
    {
        using var run = new EmulatorRun(new EmulatorOptions { TaskDuration = TimeSpan.FromSeconds(2), Tier = "free" }, ProviderNames.AigptImage);
        var (clock, cpu) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        await run.SubmitAsync(Tasks);
        var wall = clock.Elapsed;
        var share = (Process.GetCurrentProcess().TotalProcessorTime - cpu) / wall;
        var refused = await run.CallsAsync("limited");

        var table = new Table("waiting-tier", FormattableString.Invariant($"{Tasks} tasks of 2 s through AIGPTImage's tier free: 1 create a second, 10 a minute, 1 active"), "figure", "measured", "goal");
        table.Add("calls that a limit refused", FormattableString.Invariant($"{refused}"), "0");
        table.Add("share of a core", FormattableString.Invariant($"{share:P1}"), "10 %");
        table.Add("wall, s", FormattableString.Invariant($"{wall.TotalSeconds:0.0}"), "60 at least, by the limits");
        table.Add("queries", FormattableString.Invariant($"{await run.CallsAsync("query")}"), string.Empty);
        table.Note("The tasks are not watched: a submit that waits for an active task to end queries it. The emulator enforces the limits in real time and runs in the same process.");
        await table.WriteAsync();
        return refused == 0 && share < 0.10 ? 0 : 1;
    }
}
