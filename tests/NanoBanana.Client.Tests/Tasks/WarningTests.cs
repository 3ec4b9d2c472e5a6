using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Tasks;

/// <summary>Warnings without a failure.</summary>
public sealed class WarningTests
{
    [Theory]
    [InlineData(ProviderNames.Crun, "status")]
    [InlineData(ProviderNames.Apikley, "state")]
    [InlineData(ProviderNames.NanoBananaApi, "successFlag")]
    public async Task A_state_word_that_is_not_known_means_running_and_is_named_once(string provider, string member)
    {
        using var bench = new Bench(provider);
        var word = Bench.UniqueName("paused");
        bench.Http.AnswerAlways(200, """{"code":200,"data":{"MEMBER":"WORD"}}""".Replace("MEMBER", member, StringComparison.Ordinal).Replace("WORD", word, StringComparison.Ordinal));

        Assert.Equal(TaskStates.Running, (await bench.GetAsync("t")).State);
        Assert.Equal(TaskStates.Running, (await bench.GetAsync("u")).State);

        Assert.Equal($"{provider} uses the state '{word}', which it does not document; the task is treated as running.", Assert.Single(bench.Log.Warnings));
    }

    [Fact]
    public async Task Fewer_images_than_asked_for_are_said()
    {
        using var bench = new Bench(ProviderNames.NanoBananaApi);
        bench.Http.Answer(200, Golden.Text("NanoBananaApi/generate-reply.json")).Answer(200, Golden.Text("NanoBananaApi/query-success.json"));

        var task = await bench.QueryAsync((await bench.SubmitAsync(new ImageRequest { Prompt = "x", Count = 3 })).AcceptedTask());

        Assert.Equal((TaskStates.Succeeded, 3, 1), (task.State, task.Count, task.Images.Count));
        Assert.Equal("NanoBananaApi returned 1 of the 3 images that task task12345 requested.", Assert.Single(bench.Log.Warnings));
    }
}
