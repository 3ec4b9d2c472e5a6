using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>Every documented error can be provoked, in its gateway's body and carriage.</summary>
public sealed class ErrorBodyTests
{
    private static readonly int[] Codes = [400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 433, 455, 500, 501, 502, 505];

    public static TheoryData<string, int> EveryCode
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var provider in AllGateways.Names)
            {
                foreach (var code in Codes)
                {
                    data.Add(provider, code);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EveryCode))]
    public async Task A_status_fault_speaks_the_gateways_language(string provider, int code)
    {
        using var sandbox = new Sandbox($"status-{code}:{provider}*1");
        var probe = AllGateways.Of(provider);

        var refused = await sandbox.SubmitAsync(probe, probe.TextBody("x"));

        Assert.Equal(probe.SaysErrorsInBody ? 200 : code, refused.Status);
        Assert.Equal(code, refused.Code);
        Assert.NotNull(refused.Json[MessageField(provider)]);
        Assert.Equal(0, sandbox.Emulator.TaskCount);
        await sandbox.AcceptAsync(probe, probe.TextBody("the fault is used up"));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Pixazos_error_bodies_are_those_of_its_pages(int code)
    {
        using var sandbox = new Sandbox($"status-{code}");
        var pixazo = AllGateways.Of("Pixazo");

        var refused = await sandbox.SubmitAsync(pixazo, pixazo.TextBody("x"));

        Golden.AssertSame(Golden.Read("Pixazo/errors.json")[code.ToString(System.Globalization.CultureInfo.InvariantCulture)]!, refused.Json);
    }

    [Fact]
    public async Task AigptImages_rate_limit_body_is_that_of_its_page()
    {
        using var sandbox = new Sandbox("status-429");
        var probe = AllGateways.Of("AigptImage");

        var refused = await sandbox.SubmitAsync(probe, probe.TextBody("x"));

        Golden.AssertSame(Golden.Read("AigptImage/429.json"), refused.Json);
    }

    [Theory]
    [MemberData(nameof(AllGateways.Names), MemberType = typeof(AllGateways))]
    public async Task A_missing_or_wrong_key_is_401(string provider)
    {
        using var sandbox = new Sandbox();
        var probe = AllGateways.Of(provider);

        foreach (var key in new[] { "wrong", Sandbox.Key + "x" })
        {
            var refused = await sandbox.CallAsync(probe, HttpMethod.Post, probe.SubmitPath, probe.TextBody("x").ToJsonString(), key: key);
            Assert.Equal(probe.SaysErrorsInBody ? 200 : 401, refused.Status);
            Assert.Equal(401, refused.Code);
        }

        var withoutKey = await sandbox.CallAsync(probe, HttpMethod.Get, probe.QueryPath("x"), change: message => message.Headers.Clear());
        Assert.Equal(401, withoutKey.Code);
    }

    [Theory]
    [InlineData("Pixazo", 404, "error")]
    [InlineData("NanoBananaApi", 404, "error")]
    [InlineData("Crun", 404, "message")]
    [InlineData("Apikley", 200, "message")]
    [InlineData("AigptImage", 404, "msg")]
    public async Task An_unknown_route_is_the_gateways_404(string provider, int status, string field)
    {
        using var sandbox = new Sandbox();

        var answer = await sandbox.CallAsync(AllGateways.Of(provider), HttpMethod.Get, "/no/such/path");

        Assert.Equal(status, answer.Status);
        Assert.Equal(404, answer.Json["status"]?.GetValue<int>() ?? answer.Code);
        Assert.NotNull(answer.Json[field]);
    }

    [Theory]
    [InlineData("Pixazo", 404, 404)]
    [InlineData("NanoBananaApi", 200, 404)]
    [InlineData("Crun", 200, 404)]
    [InlineData("Apikley", 200, 422)]
    [InlineData("AigptImage", 404, 404)]
    public async Task An_unknown_task_is_reported_in_the_gateways_way(string provider, int status, int code)
    {
        using var sandbox = new Sandbox();

        var answer = await sandbox.QueryAsync(AllGateways.Of(provider), Guid.NewGuid().ToString());

        Assert.Equal(status, answer.Status);
        Assert.Equal(code, answer.Code);
    }

    private static string MessageField(string provider) => provider switch
    {
        "Pixazo" => "error",
        "Crun" => "message",
        _ => "msg",
    };
}
