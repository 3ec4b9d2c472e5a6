using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>Hundreds at once: nothing is lost, doubled or mixed up.</summary>
public sealed class ConcurrencyTests
{
    private const int Count = 200;

    [Theory]
    [MemberData(nameof(AllGateways.Names), MemberType = typeof(AllGateways))]
    public async Task Two_hundred_tasks_at_once_each_get_their_own_image(string provider)
    {
        using var sandbox = new Sandbox();
        var probe = AllGateways.Of(provider);

        var prompts = await Task.WhenAll(Enumerable.Range(0, Count).Select(number => RoundTripAsync(sandbox, probe, $"prompt {number}")));

        Assert.Equal(Enumerable.Range(0, Count).Select(number => $"prompt {number}"), prompts);
        Assert.Equal((Count, Count), (sandbox.Emulator.TaskCount, sandbox.Emulator.ChargeCount));
        Assert.Equal(Count, sandbox.Emulator.Charges.Select(charge => charge.TaskId).Distinct().Count());
    }

    [Fact]
    public async Task A_fault_with_a_number_strikes_just_so_often()
    {
        using var sandbox = new Sandbox("status-500*50");
        var probe = AllGateways.Of("Crun");

        var answers = await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => sandbox.SubmitAsync(probe, probe.TextBody("x"))));

        Assert.Equal(50, answers.Count(answer => answer.Status == 500));
        Assert.Equal(Count - 50, sandbox.Emulator.ChargeCount);
    }

    [Fact]
    public async Task A_balance_is_never_overdrawn()
    {
        using var sandbox = new Sandbox();
        var probe = AllGateways.Of("Apikley");
        await sandbox.PutJsonAsync("/emulator/balance/Apikley", "{\"amount\":401}");

        var answers = await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => sandbox.SubmitAsync(probe, probe.TextBody("x"))));

        Assert.Equal(100, answers.Count(answer => answer.Code == 200));
        Assert.Equal(100, answers.Count(answer => answer.Code == 402));
    }

    private static async Task<string> RoundTripAsync(Sandbox sandbox, Probe probe, string prompt)
    {
        var images = await sandbox.ImagesAsync(probe, probe.TextBody(prompt));
        return ImageFile.Read(Assert.Single(images).Bytes).Texts["Prompt"];
    }
}
