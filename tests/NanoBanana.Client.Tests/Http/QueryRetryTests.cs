using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Http;

/// <summary>Queries change nothing, so they are repeated if that may help.</summary>
public sealed class QueryRetryTests
{
    private static readonly string Running = Golden.Text("Crun/query-running.json").Replace("0f8fad5b-d9cb-469f-a165-70867728950e", "t", StringComparison.Ordinal);

    [Fact]
    public async Task Faults_that_may_pass_are_repeated_with_growing_waits()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.CannotConnect().Break().Answer(503, "").Answer(200, Wire.Envelope(ProviderNames.Crun, 429, "slow")).Answer(200, Running);

        Assert.Equal(TaskStates.Running, (await bench.GetAsync("t")).State);

        Assert.Equal(TimeSpan.FromSeconds(0.5 + 1 + 2 + 4), bench.Time.Elapsed);
    }

    [Fact]
    public async Task A_gateway_that_stays_away_is_an_error_after_five_attempts()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Break("1").Break("2").Break("3").Break("4").Break("broken");

        var error = await Caught.ByAsync(ErrorIds.ConnectionFailed, () => bench.GetAsync("t"));

        Assert.Equal(("The connection to Crun failed: broken", ErrorKind.ConnectionError, "t"), (error.Message, error.Kind, error.Target));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task What_stays_so_is_asked_once(int status)
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(status, "{}");

        await Assert.ThrowsAsync<NanoBananaException>(() => bench.GetAsync("t"));
        Assert.Single(bench.Http.Sent);
    }

    [Fact]
    public async Task The_gateways_word_is_honoured()
    {
        using var bench = new Bench(ProviderNames.AigptImage);
        bench.Http.Answer(429, Golden.Text("AigptImage/error-429.json")).Answer(200, Golden.Text("AigptImage/query-success.json").Replace("task_xxxxxxxxxxxxx", "t", StringComparison.Ordinal));

        await bench.GetAsync("t");

        Assert.Equal(TimeSpan.FromSeconds(17), bench.Time.Elapsed);
    }

    [Fact]
    public async Task A_wait_of_minutes_is_an_error_that_names_it()
    {
        using var bench = new Bench(ProviderNames.AigptImage);
        bench.Http.Answer(429, Wait("400"));

        var refused = await Caught.ByAsync(ErrorIds.RateLimited, () => bench.GetAsync("t"));
        var next = await Caught.ByAsync(ErrorIds.RateLimited, () => bench.GetAsync("u"));

        Assert.All([refused, next], error => Assert.Equal(TimeSpan.FromSeconds(400), error.RetryAfter));
        Assert.All([refused, next], error => Assert.EndsWith("; it asks to wait 400 seconds.", error.Message, StringComparison.Ordinal));
        Assert.Equal(TimeSpan.Zero, bench.Time.Elapsed);
        Assert.Single(bench.Http.Sent);
    }

    [Fact]
    public async Task Waits_are_no_longer_than_the_budget_altogether()
    {
        using var bench = new Bench(ProviderNames.AigptImage);
        bench.Http.AnswerAlways(429, Wait("50"));

        await Caught.ByAsync(ErrorIds.RateLimited, () => bench.GetAsync("t"));

        Assert.Equal((TimeSpan.FromSeconds(100), 3), (bench.Time.Elapsed, bench.Http.Sent.Count));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(422)]
    public async Task Just_after_the_submit_not_found_means_not_visible_yet(int code)
    {
        using var bench = new Bench(ProviderNames.Apikley);
        bench.Http.Answer(200, Wire.Accepted(ProviderNames.Apikley, "id-1")).AnswerAlways(200, Wire.Envelope(ProviderNames.Apikley, code, "recordInfo is null"));
        var task = (await bench.SubmitAsync()).AcceptedTask();

        bench.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Same(task, await bench.QueryAsync(task));
        bench.Time.Advance(TimeSpan.FromSeconds(1));

        var error = await Assert.ThrowsAsync<NanoBananaException>(() => bench.QueryAsync(task));
        Assert.Equal(code, error.Code);
    }

    [Theory]
    [InlineData(408, ErrorIds.TaskFailed)]
    [InlineData(501, ErrorIds.GenerationFailed)]
    public async Task While_polling_the_envelope_speaks_of_the_task(int code, string reason)
    {
        using var bench = new Bench(ProviderNames.Apikley);
        bench.Http.Answer(200, Wire.Envelope(ProviderNames.Apikley, code, "no result upstream"));

        var task = await bench.GetAsync("t");

        Assert.Equal((TaskStates.Failed, reason, "no result upstream"), (task.State, task.Failure!.Reason, task.Failure.Message));
    }

    [Fact]
    public async Task A_task_without_an_id_cannot_be_asked_for()
    {
        using var bench = new Bench(ProviderNames.Crun);
        var planned = bench.Prepare().Plan();

        var error = await Caught.ByAsync(ErrorIds.TaskIdRequired, () => bench.QueryAsync(planned));
        Assert.Contains(TaskStates.Planned, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ended_task_is_not_asked_for_again()
    {
        using var bench = new Bench(ProviderNames.Crun);
        var task = new ImageTask { Id = "t", Provider = ProviderNames.Crun, Profile = bench.Profile.Name, State = TaskStates.Failed };

        Assert.Same(task, await bench.QueryAsync(task));
    }

    private static string Wait(string seconds) => Golden.Text("AigptImage/error-429.json").Replace("17", seconds, StringComparison.Ordinal);
}
