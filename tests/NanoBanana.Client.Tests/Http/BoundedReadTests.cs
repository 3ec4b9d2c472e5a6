using NanoBanana.Client.Http;

namespace NanoBanana.Client.Tests.Http;

/// <summary>Issue 16, number 15: four replies of 140 MB took 2.6 GB on 438ef55, which joined, decoded and parsed all that had come.</summary>
public sealed class BoundedReadTests
{
    private const int Long = 140 * 1024 * 1024;
    private const int MB = 1024 * 1024;

    /// <summary>In MB, what is allocated for a reply that is too long: where its length is stated next to nothing, else the bound once.</summary>
    [Theory]
    [InlineData(true, ReplyReader.MostBytes, 2)]
    [InlineData(true, ReplyReader.MostInlineBytes, 2)]
    [InlineData(false, ReplyReader.MostBytes, 6)]
    [InlineData(false, ReplyReader.MostInlineBytes, 68)]
    public async Task A_reply_that_is_too_long_takes_no_more_memory_than_its_bound(bool isStated, int bound, int most)
    {
        using var content = new StreamContent(new Endless(Long));
        content.Headers.ContentLength = isStated ? Long : null;
        await BoundedRead.ReadAsync(new StringContent("{}"), bound, CancellationToken.None);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var (body, cut) = await BoundedRead.ReadAsync(content, bound, CancellationToken.None);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, body.Length, most * (long)MB);
        Assert.IsType<IOException>(cut);
        Assert.InRange(body.Length, 64 * 1024, 256 * 1024);
        AssertInOrder(body);
    }

    [Fact]
    public async Task A_reply_within_its_bound_comes_whole()
    {
        using var content = new StreamContent(new Endless(3 * MB));

        var (body, cut) = await BoundedRead.ReadAsync(content, ReplyReader.MostBytes, CancellationToken.None);

        Assert.Null(cut);
        Assert.Equal(3 * MB, body.Length);
        AssertInOrder(body);
    }

    /// <summary>A length that is stated and does not come must not cost what it states.</summary>
    [Fact]
    public async Task A_length_that_is_only_stated_takes_no_memory()
    {
        using var content = new StreamContent(new Endless(0));
        content.Headers.ContentLength = 40 * MB;
        var before = GC.GetAllocatedBytesForCurrentThread();

        var (body, cut) = await BoundedRead.ReadAsync(content, ReplyReader.MostInlineBytes, CancellationToken.None);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MB);
        Assert.Equal((0, null), (body.Length, cut));
    }

    public static TheoryData<Exception> Faults { get; } = [new IOException("reset"), new HttpRequestException("broken off"), new OperationCanceledException()];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Of_a_reply_that_breaks_off_what_came_is_kept_with_the_cause(Exception fault)
    {
        using var content = new StreamContent(new Endless(50_000, fault));

        var (body, cut) = await BoundedRead.ReadAsync(content, MB, CancellationToken.None);

        Assert.Same(fault, cut);
        Assert.Equal(50_000, body.Length);
        AssertInOrder(body);
    }

    [Theory]
    [InlineData(true, 0, true)]
    [InlineData(false, 0, true)]
    [InlineData(true, 1, false)]
    [InlineData(false, 1, false)]
    public async Task A_reply_of_exactly_its_bound_comes_whole_and_one_byte_more_does_not(bool isStated, int more, bool isWhole)
    {
        using var content = new StreamContent(new Endless(MB + more));
        content.Headers.ContentLength = isStated ? MB + more : null;

        var (body, cut) = await BoundedRead.ReadAsync(content, MB, CancellationToken.None);

        Assert.Equal((isWhole, isWhole ? MB : 256 * 1024), (cut is null, body.Length));
    }

    private static void AssertInOrder(byte[] body)
    {
        for (var i = 0; i < body.Length; i++)
        {
            Assert.Equal(ByteAt(i), body[i]);
        }
    }

    private static byte ByteAt(long position) => (byte)(position % 251);

    /// <summary>The given number of bytes, and then perhaps a fault; its reads end at once, so that all runs on one thread.</summary>
    private sealed class Endless(long length, Exception? fault = null) : Stream
    {
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - _at);
            if (read == 0 && fault is not null)
            {
                throw fault;
            }

            for (var i = 0; i < read; i++, _at++)
            {
                buffer[offset + i] = ByteAt(_at);
            }

            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
