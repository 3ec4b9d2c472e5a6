using NanoBanana.Client.Gateways.Crun;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Gateways;

/// <summary>Each reply example parses to the right task, asked for at the right address.</summary>
public sealed class GoldenQueryTests
{
    [Theory]
    [InlineData("NanoBananaApi/query-success.json", "task12345", "/api/v1/nanobanana/record-info?taskId=task12345")]
    [InlineData("Crun/query-success.json", "0f8fad5b-d9cb-469f-a165-70867728950e", "/api/v1/client/job/TaskInfo?task_id=0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("Apikley/query-success.json", "task_12345678", "/api/v1/jobs/recordInfo?taskId=task_12345678")]
    [InlineData("AigptImage/query-success.json", "task_xxxxxxxxxxxxx", "/api/v1/jobs/recordInfo?taskId=task_xxxxxxxxxxxxx")]
    [InlineData("Pixazo/v2-query-success.json", "nano-banana_019d0000-aaaa", "/v2/requests/status/nano-banana_019d0000-aaaa")]
    public async Task A_get_asks_for_the_task(string example, string id, string path)
    {
        using var bench = new Bench(example.Split('/')[0]);
        bench.Http.Answer(200, Golden.Text(example));

        var task = await bench.GetAsync(id);

        Assert.Equal(("GET", path), (bench.Http.Only.Method, bench.Http.Only.PathAndQuery));
        Assert.Null(bench.Http.Only.Body);
        Assert.Equal((id, TaskStates.Succeeded), (task.Id, task.State));
    }

    [Fact]
    public async Task NanoBananaApi_succeeds()
    {
        var task = await GetAsync("NanoBananaApi/query-success.json", "task12345");

        Assert.Equal(new ResultImage { Url = "https://tempfile.example.com/result.jpg", Index = 1 }, Assert.Single(task.Images));
        Assert.Equal((null, FakeTime.Start), (task.ProviderTime, task.CompletedAt));
    }

    [Fact]
    public async Task NanoBananaApi_fails_with_times_that_have_no_zone()
    {
        var task = await GetAsync("NanoBananaApi/query-failed.json", "task12345");

        Assert.Equal(new TaskFailure { Reason = ErrorIds.TaskFailed, Code = "500", Message = "Internal error" }, task.Failure);
        Assert.Equal(("2025-06-06 12:34:56", FakeTime.Start, null), (task.ProviderTime, task.CompletedAt, task.SubmittedAt));
        Assert.Equal("a cat", task.Prompt);
    }

    [Fact]
    public async Task Crun_succeeds_with_times_in_seconds()
    {
        var task = await GetAsync("Crun/query-success.json", "0f8fad5b-d9cb-469f-a165-70867728950e");

        Assert.Equal(["https://cdn.example.com/1.png", "https://cdn.example.com/2.png"], task.Images.Select(each => each.Url));
        Assert.Equal([1, 2], task.Images.Select(each => each.Index));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1757584164), task.SubmittedAt);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1757584176), task.CompletedAt);
        Assert.Equal(TimeSpan.FromSeconds(12), task.Duration);
        Assert.Equal("4 credits", task.Cost.ToString());
        Assert.Equal(("a fox in the snow", "google/nano-banana", "16:9", "jpeg", Operations.Edit), (task.Prompt, task.Model, task.AspectRatio, task.OutputFormat, task.Operation));
        Assert.Equal(["https://example.com/fox.png"], task.Source);
    }

    [Fact]
    public async Task Crun_fails()
    {
        var task = await GetAsync("Crun/query-failed.json", "0f8fad5b-d9cb-469f-a165-70867728950e");

        Assert.Equal(new TaskFailure { Reason = ErrorIds.GenerationFailed, Code = "501", Message = "Generation failed" }, task.Failure);
        Assert.Equal((TaskStates.Failed, "0 credits"), (task.State, task.Cost.ToString()));
    }

    [Fact]
    public async Task Crun_runs_and_has_only_reserved_its_credits()
    {
        var task = await GetAsync("Crun/query-running.json", "0f8fad5b-d9cb-469f-a165-70867728950e");

        Assert.Equal((TaskStates.Running, Cost.Unknown, null), (task.State, task.Cost, task.CompletedAt));
        Assert.Null(new CrunGateway().ReadQuery(Golden.Reply("Crun/query-running.json")).CreditsConsumed);
    }

    [Fact]
    public async Task Apikley_succeeds_with_an_input_that_is_text_once_more()
    {
        var task = await GetAsync("Apikley/query-success.json", "task_12345678");

        Assert.Equal(
            new ResultImage { Url = "https://tempfile.example.com/r.png", Index = 1, ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(1698765432000).AddHours(24) },
            Assert.Single(task.Images));
        Assert.Equal(("a red hat", "1:1", "png", Operations.Edit), (task.Prompt, task.AspectRatio, task.OutputFormat, task.Operation));
        Assert.Equal(TimeSpan.FromSeconds(32), task.Duration);
    }

    [Fact]
    public async Task Apikley_fails_in_an_envelope_that_says_200()
    {
        var task = await GetAsync("Apikley/query-failed.json", "task_12345678");

        Assert.Equal(new TaskFailure { Reason = ErrorIds.TaskFailed, Code = "500", Message = "Internal server error" }, task.Failure);
    }

    [Fact]
    public async Task AigptImage_succeeds()
    {
        var task = await GetAsync("AigptImage/query-success.json", "task_xxxxxxxxxxxxx");

        Assert.Equal(new ResultImage { Url = "https://cdn.example.com/result.png", Index = 1 }, Assert.Single(task.Images));
        Assert.Equal("Turn this photo into a collectible character figure with packaging in the background", task.Prompt);
        Assert.Equal(TimeSpan.FromSeconds(12), task.Duration);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1757584176490), task.CompletedAt);
    }

    private static async Task<ImageTask> GetAsync(string example, string id)
    {
        using var bench = new Bench(example.Split('/')[0]);
        bench.Http.Answer(200, Golden.Text(example));
        return await bench.GetAsync(id);
    }
}
