namespace NanoBanana.Faults.Tests;

/// <summary>
/// Every fault of the emulator, at every operation if it has it, strikes a batch of all five gateways: charges and accepted
/// intents agree, every task ends or is found again, every image is whole and of its source, and nothing is left open.
/// </summary>
public sealed class MenuTests
{
    private const int Mixes = 20;

    private static readonly Lazy<IReadOnlyList<string>> Menu = new(() => FaultCases.AllAsync().GetAwaiter().GetResult());

    /// <summary>Read from the emulator, so that a new fault is a new test.</summary>
    public static TheoryData<string> Cases => [.. Menu.Value];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Mixes)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task AFaultThatStrikesEachGatewayOnceLosesNothing(string fault) =>
        Assert.Empty((await FaultRun.RunAsync(FaultCases.Everywhere(fault, times: 1))).Problems);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task AFaultThatStaysLosesNothing(string fault) =>
        Assert.Empty((await FaultRun.RunAsync(FaultCases.Everywhere(fault, times: null))).Problems);

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task AMixOfFaultsLosesNothing(int seed) =>
        Assert.Empty((await FaultRun.RunAsync(FaultCases.MixedCase(Menu.Value, seed))).Problems);
}
