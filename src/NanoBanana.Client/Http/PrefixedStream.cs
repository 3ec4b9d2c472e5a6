namespace NanoBanana.Client.Http;

/// <summary>A stream whose first bytes were read already: it gives them again, then the rest.</summary>
/// <param name="first">What was read.</param>
/// <param name="rest">The stream behind it, which is disposed of with this one.</param>
internal sealed class PrefixedStream(byte[] first, Stream rest) : Stream
{
    private int _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) =>
        _given < first.Length ? Again(buffer, offset, count) : rest.Read(buffer, offset, count);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _given < first.Length ? Task.FromResult(Again(buffer, offset, count)) : rest.ReadAsync(buffer, offset, count, cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Again(byte[] buffer, int offset, int count)
    {
        var length = Math.Min(count, first.Length - _given);
        Array.Copy(first, _given, buffer, offset, length);
        _given += length;
        return length;
    }
}
