using System.Net.Sockets;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Http;

/// <summary>What a gateway cannot have taken is sent again, as often as the time allows; anything else is not.</summary>
public sealed class SubmitRetryTests
{
    [Theory]
    [MemberData(nameof(Wire.Providers), MemberType = typeof(Wire))]
    public async Task What_was_not_delivered_is_sent_again(string provider)
    {
        using var bench = new Bench(provider);
        bench.Http.CannotConnect().CannotConnect().Answer(200, Wire.Accepted(provider, "id-1"));

        var task = (await bench.SubmitAsync()).AcceptedTask();

        Assert.Equal(("id-1", TimeSpan.FromSeconds(3)), (task.Id, bench.Time.Elapsed));
        Assert.Equal(FakeTime.Start + TimeSpan.FromSeconds(3), task.SubmittedAt);
        Assert.Equal(3, bench.Http.Sent.Count);
    }

    [Fact]
    public async Task What_is_never_delivered_ends_within_the_budget()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.CannotConnect().CannotConnect().CannotConnect().CannotConnect().CannotConnect("No route");

        var result = await bench.SubmitAsync();

        Assert.Equal(TimeSpan.FromSeconds(1 + 2 + 4 + 8), bench.Time.Elapsed);
        Assert.Equal((ErrorIds.NotDelivered, false, null), (result.Error!.ErrorId, result.Error.MayHaveBeenCharged, result.Task));
        Assert.Equal("Nothing was sent, because Crun could not be reached: No route", result.Error.Message);
        Assert.All(bench.Http.Sent, sent => Assert.Null(sent.Body));
    }

    [Fact]
    public async Task A_wait_that_ends_with_the_budget_is_the_last()
    {
        using var bench = new Bench(ProviderNames.Crun);
        var control = new NanoBananaClient(bench.Profile, bench.Options with { SubmitBudget = TimeSpan.FromSeconds(3) });
        bench.Http.CannotConnect().CannotConnect().CannotConnect();

        var result = await bench.Time.RunAsync(control.Prepare(new ImageRequest { Prompt = "a fox" }).SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None));

        Assert.Equal((ErrorIds.NotDelivered, TimeSpan.FromSeconds(3), 3), (result.Error!.ErrorId, bench.Time.Elapsed, bench.Http.Sent.Count));
    }

    [Fact]
    public async Task An_unknown_host_is_tried_twice_and_named()
    {
        using var bench = new Bench(ProviderNames.Crun);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            bench.Http.CannotConnect("Name or service not known (api.crum.ai:443)", new SocketException((int)SocketError.HostNotFound));
        }

        var result = await bench.SubmitAsync();

        Assert.Equal((2, TimeSpan.FromSeconds(1)), (bench.Http.Sent.Count, bench.Time.Elapsed));
        Assert.Equal(ErrorIds.NotDelivered, result.Error!.ErrorId);
        Assert.Contains("api.crum.ai", result.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wire.Providers), MemberType = typeof(Wire))]
    public async Task A_refused_submit_is_sent_again_alike(string provider)
    {
        using var bench = new Bench(provider);
        bench.Http.Answer(429, Wire.Envelope(provider, 429, "slow down")).Answer(200, Wire.Accepted(provider, "id-1"));

        Assert.Equal("id-1", (await bench.SubmitAsync()).AcceptedTask().Id);

        Assert.Equal(TimeSpan.FromSeconds(1), bench.Time.Elapsed);
        Assert.Equal(bench.Http.Sent[0].Text, bench.Http.Sent[1].Text);
        Assert.Contains(ErrorIds.RateLimited, Assert.Single(bench.Log.Details), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Maintenance_is_waited_for_longer()
    {
        using var bench = new Bench(ProviderNames.Apikley);
        bench.Http.Answer(200, Wire.Envelope(ProviderNames.Apikley, 455, "maintenance")).Answer(200, Wire.Accepted(ProviderNames.Apikley, "id-1"));

        await bench.SubmitAsync();

        Assert.Equal(TimeSpan.FromSeconds(5), bench.Time.Elapsed);
    }

    [Theory]
    [InlineData("too many active tasks", true)]
    [InlineData("Active task limit exceeded", true)]
    [InlineData("request conflict", false)]
    public async Task Conflict_is_a_refusal_only_where_too_many_tasks_are_active(string words, bool again)
    {
        using var bench = new Bench(ProviderNames.AigptImage);
        bench.Http.Answer(409, Wire.Envelope(ProviderNames.AigptImage, 409, words));
        _ = again ? bench.Http.Answer(200, Wire.Accepted(ProviderNames.AigptImage, "id-1")) : bench.Http;

        var result = await bench.SubmitAsync();

        Assert.Equal(again ? null : ErrorIds.Conflict, result.Error?.ErrorId);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Mon, 05 Oct 2026 12:00:20 GMT", 20)]
    [InlineData("-5", 1)]
    [InlineData("NaN", 1)]
    [InlineData("99999999", 1)]
    [InlineData("0", 1)]
    public async Task The_gateways_word_is_honoured_unless_it_is_nonsense(string header, double seconds)
    {
        using var bench = new Bench(ProviderNames.Pixazo);
        bench.Http.Answer(429, Wire.Bare("slow down"), ("Retry-After", header)).Answer(200, Wire.Accepted(ProviderNames.Pixazo, "id-1"));

        await bench.SubmitAsync();

        Assert.Equal(TimeSpan.FromSeconds(seconds), bench.Time.Elapsed);
    }

    [Fact]
    public async Task AigptImages_word_stands_in_the_body()
    {
        using var bench = new Bench(ProviderNames.AigptImage);
        bench.Http.Answer(429, Golden.Text("AigptImage/error-429.json")).Answer(200, Golden.Text("AigptImage/edit-reply.json"));

        await bench.SubmitAsync();

        Assert.Equal(TimeSpan.FromSeconds(17), bench.Time.Elapsed);
    }

    [Fact]
    public async Task A_wait_beyond_the_budget_is_not_begun()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(429, Wire.Bare("slow down"), ("Retry-After", "901"));

        var error = (await bench.SubmitAsync()).Error!;

        Assert.Equal((ErrorIds.RateLimited, TimeSpan.FromSeconds(901), TimeSpan.Zero), (error.ErrorId, error.RetryAfter, bench.Time.Elapsed));
    }

    [Fact]
    public async Task Jitter_shortens_a_wait()
    {
        using var bench = new Bench(ProviderNames.Crun);
        var control = new NanoBananaClient(bench.Profile, bench.Options with { Random = () => 0.5 });
        bench.Http.Answer(429, "{}").Answer(200, Wire.Accepted(ProviderNames.Crun, "id-1"));

        await bench.Time.RunAsync(control.Prepare(new ImageRequest { Prompt = "a fox" }).SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None));

        Assert.Equal(TimeSpan.FromSeconds(0.75), bench.Time.Elapsed);
    }
}
