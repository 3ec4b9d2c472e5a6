using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Downloads;

public sealed class SizeCapTests : IDisposable
{
    private readonly SaveBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task An_image_of_exactly_the_cap_is_saved()
    {
        _bench.Http.Answer(Pictures.Png);

        Assert.NotNull((await _bench.SaveAsync(options: _bench.Options with { MaxBytes = Pictures.Png.Length })).Path);
    }

    [Fact]
    public async Task A_length_above_the_cap_is_refused_before_a_byte_is_read()
    {
        var body = new Unreadable();
        _bench.Http.Then((_, _) =>
        {
            var reply = new HttpResponseMessage { Content = new StreamContent(body) };
            reply.Content.Headers.ContentLength = 1000;
            return Task.FromResult(reply);
        });

        await FailsAsync(SaveBench.Url, maxBytes: 999);
    }

    [Fact]
    public async Task A_body_that_grows_beyond_the_cap_is_given_up()
    {
        var body = new Endless();
        _bench.Http.Then((_, _) => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(body) }));

        await FailsAsync(SaveBench.Url, maxBytes: 1_000_000);

        Assert.InRange(body.Given, 1_000_001, 1_200_000);
    }

    [Fact]
    public async Task A_data_uri_above_the_cap_is_refused() =>
        await FailsAsync("data:image/png;base64," + Convert.ToBase64String(new byte[300]), maxBytes: 200);

    private async Task FailsAsync(string url, long maxBytes)
    {
        var error = await Caught.ByAsync(ErrorIds.DownloadTooLarge, () => _bench.SaveAsync(url, _bench.Options with { MaxBytes = maxBytes }));

        Assert.Contains(maxBytes.ToString("N0", System.Globalization.CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
        Assert.Empty(_bench.Folder.Names);
    }

    private sealed class Unreadable : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("It was read.");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new InvalidOperationException("It was read.");

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => throw new InvalidOperationException("It was read.");
    }

    private sealed class Endless : MemoryStream
    {
        public long Given { get; private set; }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Given += count;
            return Task.FromResult(count);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
