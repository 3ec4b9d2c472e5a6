using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Http;
using NanoBanana.Client.Model;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Http;

/// <summary>Every code, from every gateway, in every shape: at a submit and at a query.</summary>
public sealed class StatusErrorTests
{
    private const string Words = "the gateway's own words";

    [Theory]
    [MemberData(nameof(StatusTable.Cases), MemberType = typeof(StatusTable))]
    public async Task A_submit_lands_as_the_table_says(string provider, int code, Shape shape)
    {
        var row = StatusTable.Of(code);
        using var bench = new Bench(provider);
        Answer(bench, code, shape);

        var result = await bench.SubmitAsync();

        var landing = row.LandingIn(shape);
        var repeats = landing == Landing.Refused || (landing == Landing.Unknown && provider == ProviderNames.AigptImage);
        Assert.Equal(repeats, bench.Http.Sent.Count > 1);
        Assert.Equal(landing == Landing.Unknown ? ErrorIds.OutcomeUnknown : row.ErrorIdIn(shape), result.Error!.ErrorId);
        Assert.Equal(landing == Landing.Unknown, result.Error.MayHaveBeenCharged);
        Assert.Equal(landing == Landing.Unknown ? TaskStates.Unknown : null, result.Task?.State);
        Assert.Equal("a fox", result.Error.Target);
        AssertTells(bench, result.Error, code, shape);
    }

    [Theory]
    [MemberData(nameof(StatusTable.Cases), MemberType = typeof(StatusTable))]
    public async Task A_query_fails_with_the_codes_own_id(string provider, int code, Shape shape)
    {
        var row = StatusTable.Of(code);
        using var bench = new Bench(provider);
        Answer(bench, code, shape);
        if (shape != Shape.Status && (code is 408 or 501))
        {
            // in such a gateway this is about the task, not the call
            Assert.Equal(TaskStates.Failed, (await bench.GetAsync("some-id")).State);
            return;
        }

        var error = await Caught.ByAsync(row.ErrorIdIn(shape), () => bench.GetAsync("some-id"));

        Assert.Equal("some-id", error.Target);
        Assert.False(error.MayHaveBeenCharged);
        AssertTells(bench, error, code, shape);
    }

    private static void Answer(Bench bench, int code, Shape shape)
    {
        var body = shape == Shape.Status ? Wire.Bare(Words) : Wire.Envelope(bench.Profile.Provider, code, Words);
        bench.Http.AnswerAlways(shape == Shape.Envelope ? 200 : code, body);
    }

    private static void AssertTells(Bench bench, NanoBananaException error, int code, Shape shape)
    {
        Assert.DoesNotContain('{', error.Message);
        Assert.True(error.ErrorId == ErrorIds.UnexpectedRedirect || error.Message.Contains(Words, StringComparison.Ordinal), error.Message);
        Assert.Equal((code, shape == Shape.Envelope ? 200 : code), (error.Code, error.HttpStatus));
        Assert.Equal((bench.Profile.Provider, bench.Profile.Name), (error.Provider, error.Profile));
        Assert.Equal(Words, System.Text.Json.Nodes.JsonNode.Parse(error.Reply!)![shape == Shape.Status ? "error" : bench.Profile.Provider == ProviderNames.Crun ? "message" : "msg"]!.ToString());
        Assert.NotEmpty(error.RecommendedAction);
    }
}
