using System.Diagnostics;
using System.Globalization;

namespace NanoBanana.Crash;

/// <summary>The process that dies: it submits a batch, and ends itself at a given step.</summary>
internal static class Child
{
    public const string Ready = "ready";
    public const string ToTheEnd = "to-the-end";

    /// <summary>The steps of the table.</summary>
    public static IReadOnlyList<string> Steps { get; } = ["uploaded", "intended", "answered", "recorded"];

    /// <param name="plan">The batch.</param>
    /// <param name="death"><c>step:n</c> ends the process at that step of the nth item, anything else does not.</param>
    public static async Task<int> RunAsync(BatchPlan plan, string death)
    {
        Console.WriteLine(Ready);
        var seen = 0;
        var step = death.Split(':');
        await Batch.RunAsync(plan, At, fetch: plan.Name.EndsWith('0'));
        return 0;

        void At(string name)
        {
            if (step.Length == 2 && name == step[0] && Interlocked.Increment(ref seen) == int.Parse(step[1], CultureInfo.InvariantCulture))
            {
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        }
    }
}
