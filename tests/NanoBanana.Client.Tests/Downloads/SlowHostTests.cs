using System.Net;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.State;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Downloads;

/// <summary>Hosts that take their time: one without progress ends, one that sends tiny parts ends, and one that asks to wait is waited for.</summary>
public sealed class SlowHostTests : IDisposable
{
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(100);

    private readonly SaveBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_host_that_never_answers_is_tried_again()
    {
        var held = _bench.Http.Hold();
        _bench.Http.Answer(Pictures.Png);

        var save = _bench.SaveAsync();
        await held.InFlight;
        _bench.Time.Advance(Stall);

        Assert.Equal("task-1.png", Path.GetFileName((await save).Path));
        Assert.Equal(["task-1.png"], _bench.Folder.Names);
    }

    [Fact]
    public async Task A_body_that_stands_still_every_time_is_an_error()
    {
        for (var i = 0; i < 4; i++)
        {
            _bench.Http.Then((_, _) => Task.FromResult(Reply(new Dripping(_bench.Time, Pictures.Png[..20], Stall))));
        }

        var error = await Caught.ByAsync(ErrorIds.DownloadStalled, () => _bench.SaveAsync());

        Assert.Contains("100 seconds", error.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorKind.OperationTimeout, error.Kind);
        Assert.Empty(_bench.Folder.Names);
    }

    [Fact]
    public async Task A_slow_body_that_moves_continues()
    {
        _bench.Http.Then((_, _) => Task.FromResult(Reply(new Dripping(_bench.Time, Pictures.Png, TimeSpan.FromSeconds(5)))));

        Assert.Equal(Pictures.Png, await File.ReadAllBytesAsync((await _bench.SaveAsync()).Path));
    }

    [Fact]
    public async Task A_body_that_only_drips_is_given_up()
    {
        _bench.Http.Then((_, _) => Task.FromResult(Reply(new Dripping(_bench.Time, PngBytes.OfLength(100), TimeSpan.FromSeconds(99)))));

        await Caught.ByAsync(ErrorIds.DownloadTooSlow, () => _bench.SaveAsync());

        Assert.Empty(_bench.Folder.Names);
    }

    [Fact]
    public async Task A_stop_is_a_stop_and_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        var held = _bench.Http.Hold();

        var save = _bench.SaveAsync(SaveBench.Task(SaveBench.Url), stop: stop.Token);
        await held.InFlight;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => save);
        Assert.Empty(_bench.Folder.Names);
    }

    [Theory]
    [InlineData(429, "7", 7)]
    [InlineData(503, "3", 3)]
    [InlineData(429, null, 0.5)]
    [InlineData(408, null, 0.5)]
    [InlineData(425, null, 0.5)]
    [InlineData(429, "-5", 0.5)]
    [InlineData(429, "NaN", 0.5)]
    [InlineData(429, "99999999", 0.5)]
    public async Task A_busy_host_is_given_the_time_that_it_asks_for(int status, string? retryAfter, double seconds)
    {
        _bench.Http.Answer(status, "", retryAfter is null ? [] : [("Retry-After", retryAfter)]).Answer(Pictures.Png);

        await _bench.SaveAsync();

        Assert.Equal(TimeSpan.FromSeconds(seconds), _bench.Time.Elapsed);
    }

    [Fact]
    public async Task A_busy_host_that_asks_for_too_long_is_an_error_at_once()
    {
        _bench.Http.Answer(429, "", ("Retry-After", "600"));

        var error = await Caught.ByAsync(ErrorIds.DownloadFailed, () => _bench.SaveAsync());

        Assert.Contains("429", error.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, _bench.Time.Elapsed);
    }

    private static HttpResponseMessage Reply(Stream body) => new(HttpStatusCode.OK) { Content = new StreamContent(body) };

    /// <summary>One byte at a time, and time goes by before each.</summary>
    private sealed class Dripping(FakeTime time, byte[] bytes, TimeSpan pause) : MemoryStream(bytes)
    {
        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            time.Advance(pause);
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(Read(buffer, offset, 1));
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            time.Advance(pause);
            cancellationToken.ThrowIfCancellationRequested();
            return ValueTask.FromResult(Read(buffer.Span[..1]));
        }
    }
}
