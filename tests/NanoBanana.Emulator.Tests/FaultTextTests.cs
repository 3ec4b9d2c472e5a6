using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>The text of a fault is read strictly; a mistake shows what is allowed.</summary>
public sealed class FaultTextTests
{
    [Theory]
    [InlineData("no-such-fault", "rate-limit")]
    [InlineData("status-418", "status-429")]
    [InlineData("rate-limit:Nobody", "NanoBananaApi")]
    [InlineData("rate-limit@nowhere", "download")]
    [InlineData("html-image@submit", "only to download")]
    [InlineData("error-after-accept@query", "only to submit")]
    [InlineData("slow-0", "slow-1 to slow-30")]
    [InlineData("slow-31", "slow-1 to slow-30")]
    [InlineData("slow-reply-31", "slow-reply-1 to slow-reply-30")]
    [InlineData("foreign-id@submit", "only to query")]
    [InlineData("id-in-500@query", "only to submit")]
    [InlineData("slow-05", "slow-1 to slow-30")]
    [InlineData("refuse-content@query", "only to submit")]
    [InlineData("state-backwards@query", "only to submit")]
    [InlineData("expired-links@submit", "only to download")]
    [InlineData("rate-limit*0", "at least once")]
    [InlineData("rate-limit*x", "name[:provider]")]
    [InlineData("rate-limit *2", "name[:provider]")]
    [InlineData("", "name[:provider]")]
    public void A_mistake_is_explained(string fault, string hint)
    {
        var mistake = Assert.ThrowsAny<ArgumentException>(() => new Sandbox(fault));

        Assert.Contains(hint, mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rate-limit")]
    [InlineData("rate-limit:crun*2")]
    [InlineData("status-500:AIGPTIMAGE@query*3")]
    [InlineData("slow@download")]
    [InlineData("slow-reply-3:Crun")]
    [InlineData("echo-key-percent-lower@query")]
    [InlineData("slow-30:Crun@query*1")]
    [InlineData("refuse-connection:ImageHost@upload")]
    [InlineData("reset-in-reply@credit")]
    [InlineData("truncated-image@download*1")]
    [InlineData("status-500:ImageHost@upload")]
    public void A_good_text_is_armed_as_written(string fault)
    {
        using var sandbox = new Sandbox(fault);

        Assert.Equal([fault], sandbox.Emulator.Faults);
    }

    [Fact]
    public async Task A_used_up_fault_is_no_longer_active()
    {
        using var sandbox = new Sandbox("status-500:Crun*2", "status-500:Pixazo*1");
        var crun = AllGateways.Of("Crun");

        Assert.Equal(500, (await sandbox.SubmitAsync(crun, crun.TextBody("x"))).Status);
        Assert.Equal(500, (await sandbox.SubmitAsync(crun, crun.TextBody("x"))).Status);
        Assert.Equal(200, (await sandbox.SubmitAsync(crun, crun.TextBody("x"))).Status);

        Assert.Equal(["status-500:Pixazo*1"], sandbox.Emulator.Faults);
    }
}
