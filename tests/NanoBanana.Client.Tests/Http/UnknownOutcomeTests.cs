using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.State;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Http;

/// <summary>What a gateway may have taken is never sent twice, and never lost.</summary>
public sealed class UnknownOutcomeTests
{
    private static readonly string[] Doubts = ["break", "500", "504", "no json", "no id", "success alone", "null data", "unforeseen"];

    public static TheoryData<string, string> Cases { get; } = MakeCases();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task It_is_sent_exactly_once(string provider, string what)
    {
        using var bench = new Bench(provider);
        Script(bench.Http, provider, what);

        var result = await bench.SubmitAsync();

        Assert.NotNull(bench.Http.Only.Body);
        Assert.Equal(TimeSpan.Zero, bench.Time.Elapsed);
        Assert.Equal((ErrorIds.OutcomeUnknown, true), (result.Error!.ErrorId, result.Error.MayHaveBeenCharged));
        Assert.Equal((TaskStates.Unknown, null, true), (result.Task!.State, result.Task.Id, result.Task.HasEnded()));
        Assert.Equal((ErrorIds.OutcomeUnknown, true, result.Error.Message), (result.Task.Failure!.Reason, result.Task.Failure.MayHaveBeenCharged, result.Task.Failure.Message));
        Assert.Contains(result.Task.IntentId!, result.Error.Message, StringComparison.Ordinal);
        Assert.Equal(("a fox", FakeTime.Start), (result.Task.Prompt, result.Task.SubmittedAt));
        Assert.Same(result.Error, Assert.Throws<NanoBananaException>(result.AcceptedTask));
    }

    [Theory]
    [InlineData("the connection", true)]
    [InlineData("a connection with " + Bench.Key, false)]
    public async Task An_error_that_nobody_foresaw_is_its_cause_unless_it_names_the_key(string what, bool isKept)
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Fail(new InvalidOperationException(what));

        var error = (await bench.SubmitAsync()).Error!;

        Assert.Contains("an unexpected error occurred: " + what.Replace(Bench.Key, "********", StringComparison.Ordinal), error.Message, StringComparison.Ordinal);
        Assert.Equal(isKept, error.GetBaseException() is InvalidOperationException);
        Assert.DoesNotContain(Bench.Key, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, """{"message":"oops."}""", "it returned 500: oops.")]
    [InlineData(200, """{"success":true}""", "it returned 200 without a task id.")]
    [InlineData(200, "<html>ok</html>", "a web page was returned instead of a reply (HTTP 200).")]
    public async Task The_message_says_what_was_answered(int status, string reply, string words)
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Answer(status, reply);

        var error = (await bench.SubmitAsync()).Error!;

        Assert.Contains(words, error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("..", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_in_a_later_answer_is_asked_for_although_an_earlier_attempt_is_unknown_as_well()
    {
        using var bench = new Bench(ProviderNames.AigptImage);
        bench.Http.Break().Answer(500, Wire.Accepted(ProviderNames.AigptImage, "id-1").Replace("200", "500", StringComparison.Ordinal)).Answer(200, ClaimedIdTests.Running(ProviderNames.AigptImage, "id-1"));

        var task = (await bench.SubmitAsync()).AcceptedTask();

        Assert.Equal(("id-1", TaskStates.Running), (task.Id, task.State));
    }

    [Theory]
    [MemberData(nameof(Wire.Providers), MemberType = typeof(Wire))]
    public async Task A_task_is_accepted_though_another_text_of_the_reply_is_broken(string provider)
    {
        using var bench = new Bench(provider);
        bench.Http.Answer(200, Wire.Accepted(provider, "id-1").Insert(1, "\"msg\":\"\\ud800\",\"\\udc00\":1,"));

        var result = await bench.SubmitAsync();

        Assert.Null(result.Error);
        Assert.Equal("id-1", result.Task!.Id);
    }

    [Theory]
    [InlineData("break")]
    [InlineData("500")]
    [InlineData("no id")]
    public async Task With_an_idempotency_key_it_is_sent_again_under_the_same_key(string what)
    {
        using var bench = new Bench(ProviderNames.AigptImage);
        Script(bench.Http, ProviderNames.AigptImage, what);
        bench.Http.Answer(200, Wire.Accepted(ProviderNames.AigptImage, "id-1"));

        var task = (await bench.SubmitAsync()).AcceptedTask();

        Assert.Equal("id-1", task.Id);
        Assert.Equal([task.IntentId, task.IntentId], bench.Http.Sent.Select(sent => sent.Header("X-Request-ID")));
        Assert.Equal(bench.Http.Sent[0].Text, bench.Http.Sent[1].Text);
    }

    [Fact]
    public async Task Two_submits_have_two_keys()
    {
        using var bench = new Bench(ProviderNames.AigptImage);
        bench.Http.AnswerAlways(200, Wire.Accepted(ProviderNames.AigptImage, "id-1"));
        var request = bench.Prepare();

        await bench.SubmitAsync(request);
        await bench.SubmitAsync(request);

        Assert.Equal(2, bench.Http.Sent.Select(sent => sent.Header("X-Request-ID")).Distinct().Count());
    }

    [Theory]
    [InlineData("cannot connect")]
    [InlineData("429")]
    [InlineData("401")]
    public async Task What_may_have_been_taken_once_stays_unknown_whatever_comes_after(string after)
    {
        using var bench = new Bench(ProviderNames.AigptImage);
        bench.Http.Break();
        switch (after)
        {
            case "cannot connect":
                bench.Http.CannotConnect().CannotConnect().CannotConnect().CannotConnect();
                break;
            case "429":
                bench.Http.Answer(429, "{}", ("Retry-After", "60"));
                break;
            default:
                bench.Http.Answer(401, "{}");
                break;
        }

        var result = await bench.SubmitAsync();

        Assert.Equal((TaskStates.Unknown, ErrorIds.OutcomeUnknown), (result.Task?.State, result.Error!.ErrorId));
    }

    [Fact]
    public async Task A_stop_while_it_waits_to_ask_again_leaves_it_unknown()
    {
        using var bench = new Bench(ProviderNames.AigptImage);
        using var stop = new CancellationTokenSource();
        bench.Http.Break();

        var submit = bench.Prepare().SubmitAsync(new SubmitRun(), uploadProfile: null, stop.Token);
        await bench.Time.WhenWaitedForAsync();
        stop.Cancel();
        var result = await bench.Time.RunAsync(submit);

        Assert.Equal((TaskStates.Unknown, ErrorIds.OutcomeUnknown), (result.Task?.State, result.Error!.ErrorId));
        Assert.NotNull(bench.Http.Only.Body);
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_unknown_after_the_attempts_time()
    {
        using var bench = new Bench(ProviderNames.Crun);
        var held = bench.Http.Hold();

        var submit = bench.Prepare().SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None);
        await held.InFlight;
        bench.Time.Advance(FakeTime.AttemptTimeout - TimeSpan.FromSeconds(1));
        Assert.False(submit.IsCompleted);
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        var result = await bench.Time.RunAsync(submit);

        Assert.Equal(ErrorIds.OutcomeUnknown, result.Error!.ErrorId);
        Assert.Contains("no reply within 100 seconds", result.Error.Message, StringComparison.Ordinal);
    }

    private static TheoryData<string, string> MakeCases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var (provider, doubt) in GatewayRegistry.Names.Where(each => each != ProviderNames.AigptImage).SelectMany(_ => Doubts, (provider, doubt) => (provider, doubt)))
        {
            cases.Add(provider, doubt);
        }

        return cases;
    }

    private static void Script(StubHttp http, string provider, string what) => _ = what switch
    {
        "break" => http.Break(),
        "unforeseen" => http.Fail(new ObjectDisposedException("the connection")),
        "500" => http.Answer(500, Wire.Bare("oops")),
        "504" => http.Answer(504, "<html>Gateway Timeout</html>"),
        "no json" => http.Answer(200, "<html>ok</html>"),
        "no id" => http.Answer(200, Wire.Envelope(provider, 200, "success", new System.Text.Json.Nodes.JsonObject())),
        "success alone" => http.Answer(200, """{"success":true}"""),
        _ => http.Answer(200, """{"code":200,"msg":"success","data":null}"""),
    };
}
