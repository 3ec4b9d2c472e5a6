using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>Crun's estimates and model pages.</summary>
public sealed class CrunExtrasTests : IDisposable
{
    private const string Root = "/api/v1/client/job/";

    private readonly Sandbox _sandbox = new();
    private readonly Probe _crun = AllGateways.Of("Crun");

    [Fact]
    public async Task Both_estimates_report_the_price_and_charge_nothing()
    {
        var body = _crun.TextBody("x").ToJsonString();

        var page = (await _sandbox.CallAsync(_crun, HttpMethod.Post, Root + "estimate-credits", body)).Json["data"]!;
        var tool = (await _sandbox.CallAsync(_crun, HttpMethod.Post, Root + "EstimateTask", body)).Json["data"]!;

        Assert.Equal((4, true), (page["credits"]!.GetValue<int>(), page["estimated"]!.GetValue<bool>()));
        Assert.Equal((4, 1_000_000, true), (tool["estimated_credits"]!.GetValue<int>(), tool["balance"]!.GetValue<int>(), tool["affordable"]!.GetValue<bool>()));
        Assert.Equal((0, 0), (_sandbox.Emulator.TaskCount, _sandbox.Emulator.ChargeCount));
        Assert.Equal(422, (await _sandbox.CallAsync(_crun, HttpMethod.Post, Root + "EstimateTask", "{}")).Status);
    }

    [Theory]
    [InlineData("", 7)]
    [InlineData("?modality=image&operation=image-edit", 7)]
    [InlineData("?modality=video", 0)]
    [InlineData("?operation=upscale", 0)]
    [InlineData("?operation=image-to-image", 0)]
    public async Task Models_are_listed_and_filtered(string query, int count) =>
        Assert.Equal(count, (await _sandbox.CallAsync(_crun, HttpMethod.Get, Root + "Models" + query)).Json["data"]!["models"]!.AsArray().Count);

    [Theory]
    [InlineData("google/nano-banana", true)]
    [InlineData("google/nano-banana-v2", false)]
    [InlineData("google/nano-banana-2-lite", false)]
    [InlineData("google/nano-banana-pro-v2", true)]
    public async Task A_models_schema_has_its_id_unescaped_in_the_path(string model, bool hasFormat)
    {
        var data = (await _sandbox.CallAsync(_crun, HttpMethod.Get, Root + "Models/" + model)).Json["data"]!;

        Assert.Equal(model, data["model"]!.ToString());
        Assert.Equal(hasFormat, data["input_schema"]!["properties"]!.AsObject().ContainsKey("output_format"));
        Assert.Equal(404, (await _sandbox.CallAsync(_crun, HttpMethod.Get, Root + "Models/google/other")).Status);
    }

    public void Dispose() => _sandbox.Dispose();
}
