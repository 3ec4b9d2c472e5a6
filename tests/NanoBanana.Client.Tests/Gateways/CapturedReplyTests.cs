using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Gateways;

/// <summary>
/// Replies in the shape of recordings that public repositories keep, with our own texts: NanoBananaAPI's record of January 2026, and
/// the kie.ai family's of April 2026 (36 submits, 595 questions), which Apikley and AIGPTImage are taken to share.
/// </summary>
public sealed class CapturedReplyTests
{
    private const string Id = "933259930a1fc855a4e3835b7c60a028";

    [Fact]
    public async Task NanoBananaApis_record_has_nulls_an_operation_and_parameters_as_text()
    {
        using var bench = new Bench(ProviderNames.NanoBananaApi);
        bench.Http.Answer(200, $$$"""
            {"code":200,"msg":"success","data":{"taskId":"{{{Id}}}","paramJson":"{\"numImages\":1,\"prompt\":\"a red hat\",\"type\":\"TEXTTOIAMGE\"}","completeTime":"2026-01-06 08:17:04",
            "response":{"originImageUrl":null,"resultImageUrl":"https://tempfile.aiquickdraw.com/workers/nano/image_1.png"},
            "successFlag":1,"errorCode":null,"errorMessage":null,"operationType":"nanobanana_TEXTTOIAMGE","createTime":"2026-01-06 08:16:56"}}
            """);

        var task = await bench.GetAsync(Id);

        Assert.Equal((TaskStates.Succeeded, "nano-banana", "a red hat", Operations.Generate), (task.State, task.Model, task.Prompt, task.Operation));
        Assert.Equal("https://tempfile.aiquickdraw.com/workers/nano/image_1.png", Assert.Single(task.Images).Url);
        Assert.Null(task.Failure);

        // its times have no zone (they are those of UTC+8): they are shown, and nothing is computed from them
        Assert.Equal("2026-01-06 08:17:04", task.ProviderTime);
    }

    [Fact]
    public async Task A_newer_operation_names_the_newer_model()
    {
        using var bench = new Bench(ProviderNames.NanoBananaApi);
        bench.Http.Answer(200, $$$"""{"code":200,"msg":"success","data":{"taskId":"{{{Id}}}","successFlag":0,"operationType":"nano-banana-2_1k"}}""");

        Assert.Equal("nano-banana-2", (await bench.GetAsync(Id)).Model);
    }

    [Theory]
    [InlineData(ProviderNames.Apikley)]
    [InlineData(ProviderNames.AigptImage)]
    public async Task A_submit_of_the_kie_family_names_its_task_twice(string provider)
    {
        using var bench = new Bench(provider);
        bench.Http.Answer(200, $$$"""{"code":200,"msg":"success","data":{"taskId":"{{{Id}}}","recordId":"{{{Id}}}"}}""");

        Assert.Equal(Id, (await bench.SubmitAsync(new ImageRequest { Prompt = "a red hat", Model = "nano-banana-2" })).AcceptedTask().Id);
    }

    [Theory]
    [InlineData("waiting", TaskStates.Pending)]
    [InlineData("generating", TaskStates.Running)]
    public async Task A_running_record_of_the_kie_family_is_full_of_nulls(string word, string state)
    {
        using var bench = new Bench(ProviderNames.Apikley);
        bench.Http.Answer(200, Record(word, resultJson: string.Empty, costTime: "null", completeTime: "null"));

        var task = await bench.GetAsync(Id);

        Assert.Equal((state, 0, null, null), (task.State, task.Images.Count, task.Failure, task.CompletedAt));
    }

    [Fact]
    public async Task A_finished_record_has_its_parameters_as_text_in_text_and_its_time_in_seconds()
    {
        using var bench = new Bench(ProviderNames.Apikley);
        bench.Http.Answer(200, Record("success", """{\"resultUrls\":[\"https://tempfile.aiquickdraw.com/na2/1.png\",\"https://tempfile.aiquickdraw.com/na2/2.png\"]}""", costTime: "48", completeTime: "1776323998001"));

        var task = await bench.GetAsync(Id);

        Assert.Equal((TaskStates.Succeeded, "nano-banana-2", "a red hat", "1:1"), (task.State, task.Model, task.Prompt, task.AspectRatio));
        Assert.Equal(2, task.Images.Count);

        // 48.001 s by both times; costTime is not read, because its page says milliseconds
        Assert.Equal(TimeSpan.FromMilliseconds(48_001), task.Duration);
        Assert.Empty(bench.Log.Warnings);
    }

    [Fact]
    public async Task A_balance_may_be_fractional()
    {
        using var bench = new Bench(ProviderNames.Apikley);
        bench.Http.Answer(200, """{"code":200,"msg":"success","data":5916.25}""");

        Assert.Equal(5916.25m, (await bench.Time.RunAsync(bench.Client.GetCreditAsync(CancellationToken.None))).Balance);
    }

    [Fact]
    public async Task Newer_records_name_the_credits_that_were_taken()
    {
        using var bench = new Bench(ProviderNames.Apikley);
        bench.Http.Answer(200, Record("success", """{\"resultUrls\":[\"https://tempfile.aiquickdraw.com/r/1.png\"]}""", costTime: "12", completeTime: "1776323962000", more: ",\"creditsConsumed\":4"));

        var task = await bench.GetAsync(Id);

        Assert.Equal((4m, Currencies.Credits, Certainties.Exact), (task.Cost.Amount, task.Cost.Currency, task.Cost.Certainty));
    }

    [Fact]
    public async Task Pixazo_may_refuse_a_key_with_a_bare_message()
    {
        using var bench = new Bench(ProviderNames.Pixazo);
        bench.Http.Answer(401, """{"message":"Invalid subscription key"}""");

        var error = (await bench.SubmitAsync()).Error!;

        Assert.Equal((ErrorIds.Unauthorized, true), (error.ErrorId, error.Message.Contains("Invalid subscription key", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Pixazo_may_give_one_link_as_text()
    {
        using var bench = new Bench(ProviderNames.Pixazo);
        bench.Http.Answer(200, """{"request_id":"nano-banana-2_1","status":"COMPLETED","output":"https://pub-1.r2.dev/v1/output.png"}""");

        Assert.Equal("https://pub-1.r2.dev/v1/output.png", Assert.Single((await bench.GetAsync("nano-banana-2_1")).Images).Url);
    }

    private static string Record(string state, string resultJson, string costTime, string completeTime, string more = "") =>
        $$$"""
        {"code":200,"msg":"success","data":{"taskId":"{{{Id}}}","model":"nano-banana-2","state":"{{{state}}}",
        "param":"{\"input\":\"{\\\"aspect_ratio\\\":\\\"1:1\\\",\\\"prompt\\\":\\\"a red hat\\\",\\\"nsfw_checker\\\":false}\",\"model\":\"nano-banana-2\"}",
        "resultJson":"{{{resultJson}}}","failCode":null,"failMsg":null,"costTime":{{{costTime}}},"completeTime":{{{completeTime}}},"createTime":1776323950000{{{more}}}}}
        """;
}
