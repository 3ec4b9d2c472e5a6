using System.Text;

namespace NanoBanana.Client.Callbacks;

/// <summary>Reads lines and counted bytes from a connection; what is read of all lines together is limited.</summary>
internal sealed class ReceivedBytes(Stream stream, CancellationToken cancellationToken)
{
    private const int HeadTooLarge = 431;

    private readonly byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;
    private int _inLines;

    /// <summary>The next line without its end.</summary>
    /// <param name="maxBytes">Most bytes of all lines so far.</param>
    /// <exception cref="RequestException">There are more.</exception>
    /// <exception cref="EndOfStreamException">The connection ended.</exception>
    public async Task<string> LineAsync(int maxBytes)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end)
            {
                await FillAsync().ConfigureAwait(false);
            }

            if (++_inLines > maxBytes)
            {
                throw new RequestException(HeadTooLarge);
            }

            var next = (char)_buffer[_start++];
            if (next == '\n')
            {
                return line.Length > 0 && line[line.Length - 1] == '\r' ? line.ToString(0, line.Length - 1) : line.ToString();
            }

            line.Append(next);
        }
    }

    /// <exception cref="EndOfStreamException">The connection ended.</exception>
    public async Task<byte[]> TakeAsync(int count)
    {
        var taken = new byte[count];
        for (var have = 0; have < count;)
        {
            if (_start == _end)
            {
                await FillAsync().ConfigureAwait(false);
            }

            var length = Math.Min(count - have, _end - _start);
            Buffer.BlockCopy(_buffer, _start, taken, have, length);
            (_start, have) = (_start + length, have + length);
        }

        return taken;
    }

    private async Task FillAsync()
    {
        _start = 0;
        _end = await stream.ReadAsync(_buffer, 0, _buffer.Length, cancellationToken).ConfigureAwait(false);
        if (_end == 0)
        {
            throw new EndOfStreamException();
        }
    }
}
