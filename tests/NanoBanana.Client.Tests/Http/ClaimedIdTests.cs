using System.Text;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Http;

/// <summary>An id in an answer that is not a clean success. On 438ef55 it was thrown away, and a 400 with an id counted as never charged.</summary>
public sealed class ClaimedIdTests
{
    public static TheoryData<string, string> Cases { get; } = MakeCases();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task It_is_asked_for_and_the_task_is_accepted(string provider, string answer)
    {
        using var bench = new Bench(provider);
        Script(bench.Http, provider, answer);
        bench.Http.Answer(404, "{}").Answer(200, Running(provider, "id-1"));

        var task = (await bench.SubmitAsync()).AcceptedTask();

        Assert.Equal(("id-1", TaskStates.Running), (task.Id, task.State));
        Assert.InRange(bench.Http.Sent.Count(sent => sent.Method == "POST" && !sent.PathAndQuery.Contains("getStatus", StringComparison.Ordinal)), 0, 1);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task It_is_kept_where_the_gateway_does_not_know_it_yet(string provider, string answer)
    {
        using var bench = new Bench(provider);
        Script(bench.Http, provider, answer);
        bench.Http.Answer(404, "{}").Answer(404, "{}").Break();

        var result = await bench.SubmitAsync();

        Assert.Equal((TaskStates.Unknown, "id-1", ErrorIds.OutcomeUnknown, true), (result.Task!.State, result.Task.Id, result.Error!.ErrorId, result.Error.MayHaveBeenCharged));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_kept_if_asking_for_it_ends_in_an_error_that_nobody_foresaw(bool always)
    {
        using var bench = new Bench(ProviderNames.Crun);
        Script(bench.Http, ProviderNames.Crun, "500");
        bench.Http.Fail(Unforeseen());
        _ = always ? bench.Http.Fail(Unforeseen()).Fail(Unforeseen()) : bench.Http.Answer(200, Running(ProviderNames.Crun, "id-1"));

        var result = await bench.SubmitAsync();

        Assert.Equal((always ? TaskStates.Unknown : TaskStates.Running, "id-1"), (result.Task!.State, result.Task.Id));
        Assert.Equal(always ? ErrorIds.OutcomeUnknown : null, result.Error?.ErrorId);

        static ObjectDisposedException Unforeseen() => new("the connection");
    }

    [Fact]
    public async Task An_answer_about_another_task_proves_nothing()
    {
        using var bench = new Bench(ProviderNames.Crun);
        Script(bench.Http, ProviderNames.Crun, "500");
        bench.Http.Answer(200, Running(ProviderNames.Crun, "id-2")).Answer(200, """{"code":200,"data":{"status":"success"}}""").Answer(200, "{}");

        Assert.Equal((TaskStates.Unknown, "id-1"), ((await bench.SubmitAsync()).Task is var task ? task!.State : null, task!.Id));
    }

    [Fact]
    public async Task Asked_again_later_it_is_found()
    {
        using var bench = new Bench(ProviderNames.Crun);
        Script(bench.Http, ProviderNames.Crun, "500");
        bench.Http.Answer(404, "{}").Answer(404, "{}").Answer(404, "{}");
        var unknown = (await bench.SubmitAsync()).Task!;
        bench.Http.Answer(200, Running(ProviderNames.Crun, "id-1"));

        Assert.Equal((TaskStates.Running, null), ((await bench.QueryAsync(unknown)) is var task ? task.State : null, task.Failure));
    }

    [Fact]
    public async Task Two_requests_with_one_id_are_said()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.AnswerAlways(200, Wire.Accepted(ProviderNames.Crun, "id-1"));

        await bench.SubmitAsync();
        Assert.Empty(bench.Log.Warnings);
        await bench.SubmitAsync();

        Assert.Contains("gave the id id-1 to two requests", Assert.Single(bench.Log.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wire.Providers), MemberType = typeof(Wire))]
    public async Task A_reply_that_speaks_of_another_task_is_not_believed(string provider)
    {
        using var bench = new Bench(provider);
        bench.Http.AnswerAlways(200, Running(provider, "id-2"));

        var error = await Caught.ByAsync(ErrorIds.UnreadableReply, () => bench.GetAsync("id-1"));

        Assert.Contains("id-2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A concurrent request created this task already.")]
    [InlineData("The task exists.")]
    [InlineData("Too many of these exist already.")]
    public async Task A_conflict_is_not_sent_again(string words)
    {
        using var bench = new Bench(ProviderNames.NanoBananaApi);
        bench.Http.Answer(409, Wire.Envelope(ProviderNames.NanoBananaApi, 409, words));

        Assert.Equal(ErrorIds.Conflict, (await bench.SubmitAsync()).Error!.ErrorId);
        Assert.Single(bench.Http.Sent);
    }

    [Theory]
    [InlineData("Too many active tasks.")]
    [InlineData("The limit of active tasks is reached.")]
    [InlineData("concurrency limit exceeded")]
    public async Task A_limit_is_waited_for(string words)
    {
        using var bench = new Bench(ProviderNames.NanoBananaApi);
        bench.Http.Answer(409, Wire.Envelope(ProviderNames.NanoBananaApi, 409, words)).Answer(200, Wire.Accepted(ProviderNames.NanoBananaApi, "id-1"));

        Assert.Equal("id-1", (await bench.SubmitAsync()).AcceptedTask().Id);
    }

    internal static string Running(string provider, string id) => provider switch
    {
        ProviderNames.Pixazo => $$$$"""{"request_id":"{{{{id}}}}","status":"PROCESSING"}""",
        ProviderNames.NanoBananaApi => $$$$"""{"code":200,"data":{"taskId":"{{{{id}}}}","successFlag":0}}""",
        ProviderNames.Crun => $$$$"""{"code":200,"data":{"task_id":"{{{{id}}}}","status":"running"}}""",
        _ => $$$$"""{"code":200,"data":{"taskId":"{{{{id}}}}","state":"generating"}}""",
    };

    private static TheoryData<string, string> MakeCases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var provider in Client.Gateways.GatewayRegistry.Names)
        {
            foreach (var answer in new[] { "500", "400", "cut", "broken off" })
            {
                cases.Add(provider, answer);
            }

            if (provider != ProviderNames.Pixazo)
            {
                cases.Add(provider, "500 in the envelope");
            }
        }

        return cases;
    }

    private static void Script(StubHttp http, string provider, string answer)
    {
        var accepted = Wire.Accepted(provider, "id-1");
        var error = accepted.Replace("200", answer == "400" ? "400" : "500", StringComparison.Ordinal);
        _ = answer switch
        {
            "500" => http.Answer(500, error),
            "400" => http.Answer(400, error),
            "500 in the envelope" => http.Answer(200, error),
            "cut" => http.Answer(200, accepted[..(accepted.IndexOf("id-1", StringComparison.Ordinal) + 5)]),
            _ => http.Then(async (request, _) =>
            {
                await request.Content!.ReadAsByteArrayAsync();
                return new HttpResponseMessage { Content = new StreamContent(new BrokenStream(Encoding.UTF8.GetBytes(accepted[..^1]))) };
            }),
        };
    }

    /// <summary>Gives its bytes, and then the connection is gone.</summary>
    private sealed class BrokenStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new IOException("The response ended prematurely.");

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            await ReadAsync(buffer.AsMemory(offset, count), cancellationToken);
    }
}
