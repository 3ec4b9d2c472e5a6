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
        Assert.All(body, each => Assert.Equal((byte)'x', each));
    }

    [Fact]
    public async Task A_reply_within_its_bound_comes_whole()
    {
        using var content = new StreamContent(new Endless(3 * MB));

        var (body, cut) = await BoundedRead.ReadAsync(content, ReplyReader.MostBytes, CancellationToken.None);

        Assert.Null(cut);
        Assert.Equal(3 * MB, body.Length);
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

    /// <summary>The given number of bytes of the letter x; its reads end at once, so that all runs on one thread.</summary>
    private sealed class Endless(long length) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, _left);
            Array.Fill(buffer, (byte)'x', offset, read);
            _left -= read;
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
