using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>Charges, refunds and balances.</summary>
public sealed class LedgerTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Theory]
    [InlineData("1:1", "0.06")]
    [InlineData("16:9", "0.1188")]
    [InlineData("21:9", "0.1608")]
    [InlineData("3:2", "0.1236")]
    [InlineData("2:3", "0.1236")]
    [InlineData("4:5", "0.0834")]
    [InlineData("5:4", "0.0714")]
    [InlineData("3:4", "0.0888")]
    [InlineData("4:3", "0.0888")]
    [InlineData("9:16", "0.1188")]
    public async Task Pixazo_charges_its_table_for_each_image(string ratio, string usd)
    {
        var pixazo = AllGateways.Of("Pixazo");
        var body = pixazo.TextBody("a prompt");
        body["aspect_ratio"] = ratio;
        body["num_images"] = 3;

        var id = await _sandbox.AcceptAsync(pixazo, body);

        var charge = Assert.Single(_sandbox.Emulator.Charges);
        var price = decimal.Parse(usd, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(("Pixazo", id, 3 * price, "USD", "a prompt", false), (charge.Provider, charge.TaskId, charge.Amount, charge.Unit, charge.Prompt, charge.Refunded));
    }

    [Theory]
    [InlineData("NanoBananaApi", "/api/v1/common/credit")]
    [InlineData("Crun", "/api/v1/client/account/balance")]
    [InlineData("Apikley", "/api/v1/chat/credit")]
    public async Task A_balance_goes_down_with_each_task_and_not_with_a_failure(string provider, string path)
    {
        var probe = AllGateways.Of(provider);
        async Task<decimal> BalanceAsync()
        {
            var data = (await _sandbox.CallAsync(probe, HttpMethod.Get, path)).Json["data"]!;
            return (data is System.Text.Json.Nodes.JsonObject ? data["balance"]! : data).GetValue<decimal>();
        }

        Assert.Equal(1_000_000, await BalanceAsync());
        await _sandbox.AcceptAsync(probe, probe.TextBody("x"));
        Assert.Equal(999_996, await BalanceAsync());
        await _sandbox.AcceptAsync(probe, probe.TextBody("[refuse]"));
        Assert.Equal(999_996, await BalanceAsync());
        Assert.Equal(1, _sandbox.Emulator.ChargeCount);
        Assert.Equal(2, _sandbox.Emulator.Charges.Count);
    }

    [Theory]
    [MemberData(nameof(AllGateways.Names), MemberType = typeof(AllGateways))]
    public async Task An_empty_balance_is_402(string provider)
    {
        var probe = AllGateways.Of(provider);
        Assert.Equal(200, (await _sandbox.PutJsonAsync($"/emulator/balance/{provider}", "{\"amount\":0.01}")).Status);

        var refused = await _sandbox.SubmitAsync(probe, probe.TextBody("x"));

        Assert.Equal(402, refused.Code);
        Assert.Equal(probe.SaysErrorsInBody ? 200 : 402, refused.Status);
        Assert.Equal((0, 0), (_sandbox.Emulator.TaskCount, _sandbox.Emulator.ChargeCount));
    }

    [Fact]
    public async Task Two_submits_are_two_charges()
    {
        var crun = AllGateways.Of("Crun");
        await _sandbox.AcceptAsync(crun, crun.TextBody("x"));
        await _sandbox.AcceptAsync(crun, crun.TextBody("x"));

        Assert.Equal(2, _sandbox.Emulator.ChargeCount);
        Assert.All(_sandbox.Emulator.Charges, charge => Assert.Equal((4m, "credits"), (charge.Amount, charge.Unit)));
    }

    public void Dispose() => _sandbox.Dispose();
}
