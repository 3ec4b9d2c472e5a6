using NanoBanana.Client.Compatibility;
using NanoBanana.Client.State;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Http;

/// <summary>A stop starts nothing new, and waits for what is under way.</summary>
public sealed class StopTests : IDisposable
{
    private readonly Bench _bench = new(ProviderNames.Crun);
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _bench.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task A_stop_before_sending_sends_nothing()
    {
        _stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(Submit);

        Assert.Empty(_bench.Http.Sent);
    }

    [Fact]
    public async Task A_stop_in_flight_awaits_the_landing()
    {
        var held = _bench.Http.Hold();

        var submit = Submit();
        await held.InFlight;
        _stop.Cancel();
        _bench.Time.Advance(_bench.Options.StopGrace - TimeSpan.FromTicks(1));
        Assert.False(submit.IsCompleted);
        held.Answer(200, Wire.Accepted(ProviderNames.Crun, "id-1"));

        Assert.Equal("id-1", (await submit).AcceptedTask().Id);
    }

    [Fact]
    public async Task After_the_grace_the_outcome_is_unknown()
    {
        var held = _bench.Http.Hold();

        var submit = Submit();
        await held.InFlight;
        _stop.Cancel();
        var result = await _bench.Time.RunAsync(submit);

        Assert.Equal(_bench.Options.StopGrace, _bench.Time.Elapsed);
        Assert.Equal((TaskStates.Unknown, ErrorIds.OutcomeUnknown), (result.Task!.State, result.Error!.ErrorId));
        Assert.Contains("the run was stopped before the reply arrived", result.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_landing_that_may_be_repeated_is_not_repeated_after_a_stop()
    {
        var held = _bench.Http.Hold();

        var submit = Submit();
        await held.InFlight;
        _stop.Cancel();
        held.Answer(429, "{}");
        var result = await submit;

        Assert.Equal((ErrorIds.RateLimited, null), (result.Error!.ErrorId, result.Task));
        Assert.Single(_bench.Http.Sent);
    }

    [Fact]
    public async Task A_stop_between_two_attempts_submits_nothing_more()
    {
        _bench.Http.CannotConnect();

        var submit = Submit();
        await _bench.Time.WhenWaitedForAsync();
        _stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => submit);
        Assert.Single(_bench.Http.Sent);
    }

    [Fact]
    public async Task A_query_that_is_cancelled_says_so()
    {
        var held = _bench.Http.Hold();

        var query = _bench.Client.GetTaskAsync("id-1", _stop.Token);
        await held.InFlight;
        _stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
    }

    private Task<SubmitResult> Submit() => _bench.Prepare().SubmitAsync(new SubmitRun(), uploadProfile: null, _stop.Token);
}
