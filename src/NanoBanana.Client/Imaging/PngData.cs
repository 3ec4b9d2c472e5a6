using System.Text;

namespace NanoBanana.Client.Imaging;

/// <summary>The data of all IDAT chunks, one after the other.</summary>
internal sealed class PngData : Stream
{
    private readonly Stream _png;
    private long _left;

    public PngData(Stream png)
    {
        _png = png;
        png.Position = 8;
        while (Chunk() is { } chunk)
        {
            if (chunk.Type is "IDAT")
            {
                _left = chunk.Length;
                return;
            }

            var end = png.Position + chunk.Length + 4;
            if (chunk.Type is "IHDR" && Bytes(PngHeader.Length) is { Length: PngHeader.Length } header)
            {
                Header = PngHeader.Read(header).Header;
            }

            png.Position = end;
        }
    }

    public PngHeader Header { get; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (_left == 0)
        {
            // over the checksum, to the next piece
            _png.Position += 4;
            if (Chunk() is not { Type: "IDAT" } chunk)
            {
                return 0;
            }

            _left = chunk.Length;
        }

        var read = _png.Read(buffer, offset, (int)Math.Min(count, _left));
        _left -= read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private (string Type, long Length)? Chunk() => Bytes(8) is { Length: 8 } head
        ? (Encoding.ASCII.GetString(head, 4, 4), ((long)head[0] << 24) | ((long)head[1] << 16) | ((long)head[2] << 8) | head[3])
        : null;

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        var filled = 0;
        int read;
        while (filled < count && (read = _png.Read(bytes, filled, count - filled)) > 0)
        {
            filled += read;
        }

        return filled == count ? bytes : [];
    }
}
