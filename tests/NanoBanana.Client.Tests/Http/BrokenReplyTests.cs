using System.Net;
using System.Text;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Http;

/// <summary>A reply whose body does not come whole: a success is in doubt, and a refusal is a refusal.</summary>
public sealed class BrokenReplyTests
{
    [Fact]
    public async Task A_success_that_breaks_off_before_its_id_is_unknown_and_not_sent_again()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Then(Broken(200, """{"code":200,"data":{""", new IOException("the connection was reset")));

        var result = await bench.SubmitAsync();

        Assert.Equal((TaskStates.Unknown, null, ErrorIds.OutcomeUnknown), (result.Task?.State, result.Task?.Id, result.Error?.ErrorId));
        Assert.Contains("the connection was reset", result.Error!.Message, StringComparison.Ordinal);
        Assert.IsType<IOException>(result.Error.GetBaseException());
    }

    [Fact]
    public async Task The_id_of_a_success_that_breaks_off_after_it_is_asked_for()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Then(Broken(200, Wire.Accepted(ProviderNames.Crun, "id-1")[..^1], new IOException("reset"))).Answer(200, ClaimedIdTests.Running(ProviderNames.Crun, "id-1"));

        var task = (await bench.SubmitAsync()).AcceptedTask();

        Assert.Equal(("id-1", TaskStates.Running), (task.Id, task.State));
    }

    [Fact]
    public async Task A_refusal_that_breaks_off_was_not_charged()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Then(Broken(402, """{"code":402,"mess""", new IOException("reset")));

        var result = await bench.SubmitAsync();

        Assert.Equal((null, ErrorIds.InsufficientCredits, false), (result.Task, result.Error?.ErrorId, result.Error?.MayHaveBeenCharged));
    }

    [Fact]
    public async Task A_fault_in_the_middle_of_a_reply_that_names_the_key_does_not_spread_it()
    {
        using var bench = new Bench(ProviderNames.Crun);
        bench.Http.Then(Broken(200, "{", new IOException("the proxy dropped x-api-key " + Bench.Key)));

        var error = (await bench.SubmitAsync()).Error!;

        Assert.Contains("the proxy dropped", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Bench.Key, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_that_does_not_end_is_given_up_after_the_time_of_an_attempt_and_its_id_is_asked_for()
    {
        using var bench = new Bench(ProviderNames.Crun);
        var stalled = new Stalled(Encoding.UTF8.GetBytes(Wire.Accepted(ProviderNames.Crun, "id-1")[..^1]));
        bench.Http.Then(async (request, _) =>
        {
            await SentRequest.ReadAsync(request, body: true);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(stalled) };
        });
        bench.Http.Answer(404, "{}").Answer(404, "{}").Answer(404, "{}");

        var submit = bench.Prepare().SubmitAsync(new SubmitRun(), uploadProfile: null, CancellationToken.None);
        await stalled.IsWaitedFor;
        bench.Time.Advance(FakeTime.AttemptTimeout);
        var result = await bench.Time.RunAsync(submit);

        Assert.Equal((TaskStates.Unknown, "id-1", ErrorIds.OutcomeUnknown), (result.Task?.State, result.Task?.Id, result.Error?.ErrorId));
        Assert.Contains("no reply within 100 seconds", result.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProviderNames.Crun, false)]
    [InlineData(ProviderNames.Pixazo, true)]
    public async Task Only_a_gateway_whose_images_come_in_its_replies_may_send_more_than_four_megabytes(string provider, bool isTaken)
    {
        using var bench = new Bench(provider);
        bench.Http.Answer(200, Wire.Accepted(provider, "id-1").Insert(1, "\"padding\":\"" + new string('x', 5 * 1024 * 1024) + "\","));

        var result = await bench.SubmitAsync();

        Assert.Equal(isTaken ? (null, "id-1") : (ErrorIds.OutcomeUnknown, null), (result.Error?.ErrorId, result.Task?.Id));
    }

    private static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Broken(int status, string body, Exception fault) => async (request, _) =>
    {
        await SentRequest.ReadAsync(request, body: true);
        return new HttpResponseMessage((HttpStatusCode)status) { Content = new StreamContent(new Breaking(Encoding.UTF8.GetBytes(body), fault)) };
    };

    /// <summary>Some bytes, and then a fault.</summary>
    private sealed class Breaking(byte[] bytes, Exception fault) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Position < Length ? base.ReadAsync(buffer, offset, count, cancellationToken) : throw fault;
    }

    /// <summary>Some bytes, and then nothing until the reader gives up.</summary>
    private sealed class Stalled(byte[] bytes) : MemoryStream(bytes)
    {
        private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsWaitedFor => _waits.Task.WaitAsync(TimeSpan.FromSeconds(60));

        public override bool CanSeek => false;

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            if (Position < Length)
            {
                return await base.ReadAsync(buffer, offset, count, cancellationToken);
            }

            _waits.TrySetResult();
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            return 0;
        }
    }
}
