namespace NanoBanana.Client.Journal;

/// <summary>Reads complete lines of bytes; text without a line end is not a line.</summary>
internal sealed class LineReader(Stream stream) : IDisposable
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _filled;
    private int _lineLength;

    /// <summary>The line without its end.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_start - _lineLength - 1, _lineLength);

    /// <summary>What stands after the last line end, once all lines are read.</summary>
    public ReadOnlySpan<byte> Rest => _buffer.AsSpan(_start, _filled - _start);

    /// <summary>Reads the next line.</summary>
    /// <returns>False at the end.</returns>
    public bool Next()
    {
        var searched = _start;
        while (true)
        {
            var end = Array.IndexOf(_buffer, (byte)'\n', searched, _filled - searched);
            if (end >= 0)
            {
                _lineLength = end - _start;
                _start = end + 1;
                return true;
            }

            MakeRoom();
            searched = _filled;
            var read = stream.Read(_buffer, _filled, _buffer.Length - _filled);
            if (read == 0)
            {
                return false;
            }

            _filled += read;
        }
    }

    public void Dispose() => stream.Dispose();

    // moves the begun line to the front, and takes a larger buffer for a line that fills it
    private void MakeRoom()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _filled - _start);
            _filled -= _start;
            _start = 0;
        }

        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }
}
