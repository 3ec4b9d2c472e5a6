using System.Diagnostics;

namespace NanoBanana.Benchmarks.Reporting;

/// <summary>What some work took of this process.</summary>
/// <param name="Wall">From start to end.</param>
/// <param name="Cpu">Of all threads, in user and kernel.</param>
/// <param name="Bytes">Allocated on the managed heap.</param>
internal sealed record Spent(TimeSpan Wall, TimeSpan Cpu, long Bytes)
{
    public static async Task<Spent> OnAsync(Func<Task> work)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (cpu, bytes, clock) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true), Stopwatch.StartNew());
        await work();
        var wall = clock.Elapsed;
        process.Refresh();
        return new Spent(wall, process.TotalProcessorTime - cpu, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }
}
