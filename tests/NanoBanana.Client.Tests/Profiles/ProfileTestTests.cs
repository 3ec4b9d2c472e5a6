using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Profiles;

/// <summary>What a test of a profile may claim, and what it must not.</summary>
public sealed class ProfileTestTests
{
    [Theory]
    [InlineData(ProviderNames.NanoBananaApi, """{"code":200,"msg":"success","data":12.5}""")]
    [InlineData(ProviderNames.Crun, """{"code":200,"message":"success","data":{"balance":12.5}}""")]
    [InlineData(ProviderNames.Apikley, """{"code":200,"msg":"success","data":12.5}""")]
    public async Task A_gateway_that_reports_the_balance_proves_the_key(string provider, string reply)
    {
        using var bench = new Bench(provider);
        bench.Http.Answer(200, reply);

        var test = await bench.Time.RunAsync(bench.Client.TestAsync(CancellationToken.None));

        Assert.Equal((ProfileTest.KeyProved, 12.5m), (test.Result, test.Balance));
        Assert.Equal("GET", bench.Http.Sent.Single().Method);
    }

    [Theory]
    [InlineData(ProviderNames.Pixazo, 404)]
    [InlineData(ProviderNames.AigptImage, 404)]
    [InlineData(ProviderNames.AigptImage, 422)]
    public async Task A_gateway_without_a_balance_is_asked_for_a_task_that_does_not_exist(string provider, int status)
    {
        using var bench = new Bench(provider);
        bench.Http.Answer(status, Wire.Bare("no such task"));

        var test = await bench.Time.RunAsync(bench.Client.TestAsync(CancellationToken.None));

        Assert.Equal((ProfileTest.KeyNotRefused, null), (test.Result, test.Balance));
        Assert.Contains(test.NotProved, each => each.Contains("accepts the key", StringComparison.Ordinal));
        Assert.DoesNotContain("prompt", bench.Http.Sent.Single().Text ?? string.Empty, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wire.Providers), MemberType = typeof(Wire))]
    public async Task A_refused_key_is_an_error(string provider)
    {
        using var bench = new Bench(provider);
        bench.Http.Answer(401, Wire.Bare("bad key"));

        var error = await Caught.ByAsync(ErrorIds.Unauthorized, () => bench.Time.RunAsync(bench.Client.TestAsync(CancellationToken.None)));

        var failed = ProfileTest.Failed(bench.Profile, error);
        Assert.Equal((ProfileTest.KeyFailed, ErrorIds.Unauthorized), (failed.Result, failed.Failure));
        Assert.Contains("that the gateway can be reached", failed.Proved);
    }
}
