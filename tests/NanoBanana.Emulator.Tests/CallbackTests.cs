using System.Text.Json.Nodes;
using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>The callback bodies of the four gateways that have callbacks.</summary>
public sealed class CallbackTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly CallbackReceiver _receiver = new();

    [Fact]
    public async Task Pixazo_posts_the_status_object()
    {
        var pixazo = AllGateways.Of("Pixazo");
        var waiting = _receiver.NextAsync();
        var id = await _sandbox.AcceptAsync(pixazo, pixazo.TextBody("x"), message => message.Headers.Add("X-Webhook-URL", _receiver.Url));

        Golden.AssertSame((await _sandbox.QueryAsync(pixazo, id)).Json, await waiting);
    }

    [Theory]
    [InlineData("a prompt", 200)]
    [InlineData("[refuse]", 400)]
    public async Task NanoBananaApi_posts_its_short_body(string prompt, int code)
    {
        var probe = AllGateways.Of("NanoBananaApi");
        var body = probe.TextBody(prompt);
        body["callBackUrl"] = _receiver.Url;

        var posted = await PostedAsync(probe, body);

        Assert.Equal(code, posted["code"]!.GetValue<int>());
        if (code == 200)
        {
            Golden.AssertShape(Golden.Read("NanoBananaApi/callback.json"), posted);
        }
    }

    [Fact]
    public async Task Crun_posts_the_data_object_without_an_envelope()
    {
        var crun = AllGateways.Of("Crun");
        var body = crun.TextBody("x");
        body["callback_url"] = _receiver.Url;

        var posted = await PostedAsync(crun, body);

        Assert.Equal("success", posted["status"]!.ToString());
        Assert.Equal(_receiver.Url, posted["param"]!["callback_url"]!.ToString());
    }

    [Theory]
    [InlineData("a prompt", 200, "success")]
    [InlineData("[refuse]", 501, "fail")]
    public async Task Apikley_posts_kies_body(string prompt, int code, string state)
    {
        var apikley = AllGateways.Of("Apikley");
        var body = apikley.TextBody(prompt);
        body["callBackUrl"] = _receiver.Url;

        var posted = await PostedAsync(apikley, body);

        Assert.Equal((code, state), (posted["code"]!.GetValue<int>(), posted["data"]!["state"]!.ToString()));
        if (code == 200)
        {
            Golden.AssertShape(Golden.Read("Apikley/callback.json"), posted);
        }
    }

    public void Dispose()
    {
        _receiver.Dispose();
        _sandbox.Dispose();
    }

    private async Task<JsonNode> PostedAsync(Probe probe, JsonObject body)
    {
        var waiting = _receiver.NextAsync();
        await _sandbox.AcceptAsync(probe, body);
        return await waiting;
    }
}
