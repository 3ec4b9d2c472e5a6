using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Http;

/// <summary>What a debugging run shows of a reply: one line of JSON without a key and without the query of an address.</summary>
public sealed class ReplyTraceTests
{
    [Fact]
    public async Task A_reply_is_a_line_with_its_time_and_the_path_without_its_query()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Then((_, _) =>
        {
            bench.Time.Advance(TimeSpan.FromMilliseconds(1234.5));
            return Task.FromResult(StubHttp.Reply(200, System.Text.Encoding.UTF8.GetBytes(ClaimedIdTests.Running(ProviderNames.Crun, "t")), []));
        });

        await bench.GetAsync("t");

        var line = Assert.Single(bench.Log.Replies);
        Assert.DoesNotContain('\n', line);
        var trace = JsonNode.Parse(line)!;
        Assert.Equal(["provider", "method", "path", "status", "milliseconds", "body"], trace.AsObject().Select(each => each.Key));
        Assert.Equal((ProviderNames.Crun, "GET", 200, 1234L), ((string)trace["provider"]!, (string)trace["method"]!, (int)trace["status"]!, (long)trace["milliseconds"]!));
        Assert.Equal(GatewayRegistry.Find(ProviderNames.Crun).Query(new TaskHandle("t")).Path.Split('?')[0], (string)trace["path"]!);
        Assert.DoesNotContain('?', (string)trace["path"]!);
        Assert.Equal(200, (int)trace["body"]!["code"]!);
    }

    [Theory]
    [InlineData("<html>down</html>", "<html>down</html>")]
    [InlineData("", "")]
    public async Task A_body_that_is_no_JSON_text_is_shown_as_it_is(string body, string shown)
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(400, body);

        await bench.SubmitAsync();

        Assert.Equal(shown, (string)JsonNode.Parse(Assert.Single(bench.Log.Replies))!["body"]!);
    }

    /// <summary>Half a surrogate pair is valid JSON, and no text: a debugging run must not lose the reply.</summary>
    [Theory]
    [InlineData("{\"msg\":\"half a pair \\ud800\"}")]
    [InlineData("{\"msg\":\"no\",\"half a pair \\ud800\":1}")]
    [InlineData("{\"data\":\"{\\\"msg\\\":\\\"half a pair \\\\ud800\\\"}\"}")]
    public async Task Half_a_surrogate_pair_does_not_break_a_reply(string body)
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(400, body);

        Assert.Equal(ErrorIds.BadRequest, (await bench.SubmitAsync()).Error!.ErrorId);

        Assert.Equal(JsonValueKind.Object, JsonNode.Parse(Assert.Single(bench.Log.Replies))!["body"]!.GetValueKind());
    }
}
