using NanoBanana.Faults.Wire;

namespace NanoBanana.Faults.Tests;

/// <summary>What a network does to single bytes, at each phase of each kind of call; the same must hold.</summary>
public sealed class WireTests
{
    public static TheoryData<string> Cases => [.. WireFault.All.Select(wire => wire.ToString())];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task ADisturbedExchangeLosesNothing(string name)
    {
        var report = await FaultRun.RunAsync(faults: [], WireFault.All.Single(wire => wire.ToString() == name), each: 1);

        Assert.Empty(report.Problems);
        Assert.NotEqual(0, report.Strikes);
    }
}
