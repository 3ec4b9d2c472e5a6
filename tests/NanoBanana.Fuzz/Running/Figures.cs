using System.Collections.Concurrent;

namespace NanoBanana.Fuzz.Running;

/// <summary>What came of the inputs of one target.</summary>
internal sealed class Figures(string target)
{
    private readonly ConcurrentDictionary<string, Finding> _findings = new(StringComparer.Ordinal);
    private long _heap;

    public static string Title => FormattableString.Invariant($"{"target",-22}{"inputs",10}{"refused",10}{"accepted",10}{"slowest ms",12}{"an input MB",13}{"growth MB",11}{"seconds",9}{"bugs",6}");

    public string Target { get; } = target;

    public int Inputs { get; private set; }

    public int Refused { get; private set; }

    public int Accepted { get; private set; }

    public TimeSpan Slowest { get; private set; }

    public long MostBytes { get; private set; }

    public TimeSpan Elapsed { get; set; }

    /// <summary>One of each kind.</summary>
    public IReadOnlyList<Finding> Findings => [.. _findings.Values.OrderBy(each => each.Index)];

    public void Count(bool accepted)
    {
        Accepted += accepted ? 1 : 0;
        Refused += accepted ? 0 : 1;
    }

    public void Fail(int index, byte[] input, Exception error)
    {
        var finding = new Finding(Target, index, input, error);
        _findings.AddOrUpdate(finding.Kind, finding, (_, first) => first with { Times = first.Times + 1 });
    }

    public void SeeTime(TimeSpan time) => Slowest = time > Slowest ? time : Slowest;

    public void SeeInput(long bytes) => (Inputs, MostBytes) = (Inputs + 1, Math.Max(MostBytes, bytes));

    public void SeeHeap(long growth) => _heap = Math.Max(_heap, growth);

    public override string ToString() => FormattableString.Invariant(
        $"{Target,-22}{Inputs,10}{Refused,10}{Accepted,10}{Slowest.TotalMilliseconds,12:0.0}{MostBytes / 1048576.0,13:0.0}{_heap / 1048576.0,11:0.0}{Elapsed.TotalSeconds,9:0.0}{_findings.Count,6}");
}
