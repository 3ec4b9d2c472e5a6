using System.IO.Hashing;
using NanoBanana.Client.Imaging;

namespace NanoBanana.Client.Uploads;

/// <summary>
/// A file that must still be the one that was checked: its last bytes are handed out only if all of them have the checksum that
/// the check saw, so that no other picture is ever uploaded whole.
/// </summary>
internal sealed class UnchangedFile : Stream
{
    private readonly SourceFile _file;
    private readonly Action _moved;
    private readonly FileStream _stream;
    private readonly XxHash64 _checksum = new();

    /// <param name="file">What the check saw.</param>
    /// <param name="moved">Called whenever a part was read.</param>
    public UnchangedFile(SourceFile file, Action moved)
    {
        (_file, _moved) = (file, moved);
        _stream = Reopen(file);
        if (_stream.Length != file.Facts.Length)
        {
            _stream.Dispose();
            throw FileUpload.Changed(_file);
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _stream.Length;

    public override long Position
    {
        get => _stream.Position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override int Read(byte[] buffer, int offset, int count) => Check(buffer, offset, _stream.Read(buffer, offset, count));

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Check(buffer, offset, await _stream.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false));

    public override long Seek(long offset, SeekOrigin origin)
    {
        var position = _stream.Seek(offset, origin);
        _checksum.Reset();
        return position == 0 ? position : throw new NotSupportedException("It can only be read again from its start.");
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
        }

        base.Dispose(disposing);
    }

    private static FileStream Reopen(SourceFile file)
    {
        try
        {
            return SourceFile.OpenRead(file.Path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NanoBananaException(ErrorIds.ImageNotFound, error, file.Original, null) { Target = file.Original };
        }
    }

    private int Check(byte[] buffer, int offset, int read)
    {
        _moved();
        if (read > 0)
        {
            _checksum.Append(buffer.AsSpan(offset, read));
            if (_stream.Position >= _file.Facts.Length && _checksum.GetCurrentHashAsUInt64() != _file.Facts.Checksum)
            {
                throw FileUpload.Changed(_file);
            }
        }

        return read;
    }
}
