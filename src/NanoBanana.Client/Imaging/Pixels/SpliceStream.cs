namespace NanoBanana.Client.Imaging.Pixels;

/// <summary>The start of a stream, and other bytes behind it, as one.</summary>
/// <param name="start">Seekable; stays open.</param>
/// <param name="end">How many of its bytes count.</param>
/// <param name="tail">What comes behind them.</param>
internal sealed class SpliceStream(Stream start, long end, byte[] tail) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => end + tail.Length;

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_position < end)
        {
            start.Position = _position;
            var read = start.Read(buffer, offset, (int)Math.Min(count, end - _position));
            _position += read;
            return read;
        }

        var from = (int)Math.Min(_position - end, tail.Length);
        var copied = Math.Min(count, tail.Length - from);
        Array.Copy(tail, from, buffer, offset, copied);
        _position += copied;
        return copied;
    }

    public override long Seek(long offset, SeekOrigin origin) => _position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
