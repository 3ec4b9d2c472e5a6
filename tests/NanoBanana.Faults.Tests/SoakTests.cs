using NanoBanana.Soak;

namespace NanoBanana.Faults.Tests;

/// <summary>The short form of the soak: two lines of its series.</summary>
public sealed class SoakTests
{
    [Fact]
    public async Task AFewSecondsOfStopsRestartsAndKillsLoseNothing() =>
        Assert.Equal(0, await SoakRun.RunAsync(TimeSpan.FromSeconds(8), line: TimeSpan.FromSeconds(4), seed: 2));
}
