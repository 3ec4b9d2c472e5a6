using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>AIGPTImage's X-Request-ID: the same request twice is one task and one charge.</summary>
public sealed class IdempotencyTests
{
    private readonly Probe _probe = AllGateways.Of("AigptImage");

    [Fact]
    public async Task The_same_id_and_body_give_the_first_task()
    {
        using var sandbox = new Sandbox();

        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SubmitAsync(sandbox, "one", "x")));

        Assert.Single(ids.Select(answer => _probe.TaskId(answer.Json)).Distinct());
        Assert.Equal((1, 1), (sandbox.Emulator.TaskCount, sandbox.Emulator.ChargeCount));
    }

    [Fact]
    public async Task Another_id_or_none_gives_another_task()
    {
        using var sandbox = new Sandbox();
        await SubmitAsync(sandbox, "one", "x");
        await SubmitAsync(sandbox, "two", "x");
        await sandbox.AcceptAsync(_probe, _probe.TextBody("x"));
        await sandbox.AcceptAsync(_probe, _probe.TextBody("x"));

        Assert.Equal((4, 4), (sandbox.Emulator.TaskCount, sandbox.Emulator.ChargeCount));
    }

    [Fact]
    public async Task The_same_id_with_another_body_is_409()
    {
        using var sandbox = new Sandbox();
        await SubmitAsync(sandbox, "one", "x");

        var conflict = await SubmitAsync(sandbox, "one", "y");

        Assert.Equal((409, 409), (conflict.Status, conflict.Code));
        Assert.Equal(1, sandbox.Emulator.TaskCount);
    }

    [Fact]
    public async Task A_repeat_after_a_lost_answer_finds_the_paid_task()
    {
        using var sandbox = new Sandbox("error-after-accept*1");

        Assert.Equal(500, (await SubmitAsync(sandbox, "one", "x")).Status);
        Assert.Equal(200, (await SubmitAsync(sandbox, "one", "x")).Status);

        Assert.Equal((1, 1), (sandbox.Emulator.TaskCount, sandbox.Emulator.ChargeCount));
    }

    [Theory]
    [InlineData("Pixazo")]
    [InlineData("NanoBananaApi")]
    [InlineData("Crun")]
    [InlineData("Apikley")]
    public async Task The_other_gateways_know_no_such_header(string provider)
    {
        using var sandbox = new Sandbox();
        var probe = AllGateways.Of(provider);
        await sandbox.SubmitAsync(probe, probe.TextBody("x"), message => message.Headers.Add("X-Request-ID", "one"));
        await sandbox.SubmitAsync(probe, probe.TextBody("x"), message => message.Headers.Add("X-Request-ID", "one"));

        Assert.Equal((2, 2), (sandbox.Emulator.TaskCount, sandbox.Emulator.ChargeCount));
    }

    private Task<Answer> SubmitAsync(Sandbox sandbox, string requestId, string prompt) =>
        sandbox.SubmitAsync(_probe, _probe.TextBody(prompt), message => message.Headers.Add("X-Request-ID", requestId));
}
