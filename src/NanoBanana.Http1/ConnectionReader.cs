using System.Text;

namespace NanoBanana.Http1;

/// <summary>Reads lines and counted bytes from a connection through one buffer; what is read in lines is limited.</summary>
internal sealed class ConnectionReader(Stream stream)
{
    private const int HeadTooLarge = 431;

    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;
    private int _lineBytesLeft;

    /// <summary>True if bytes have arrived that have not been read yet.</summary>
    public bool HasMore => _start < _end;

    /// <summary>Sets how many bytes the next lines may have together.</summary>
    public void AllowLines(int bytes) => _lineBytesLeft = bytes;

    /// <summary>The next line as Latin-1, without its end; null when the connection ends first.</summary>
    /// <exception cref="RequestException">It is longer than was allowed.</exception>
    public async Task<string?> LineAsync(CancellationToken cancel)
    {
        var line = new StringBuilder();
        while (HasMore || await FillAsync(cancel).ConfigureAwait(false))
        {
            var newLine = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start);
            var stop = newLine < 0 ? _end : newLine + 1;
            _lineBytesLeft -= stop - _start;
            if (_lineBytesLeft < 0)
            {
                throw new RequestException(HeadTooLarge, "The headers of the request are too long.");
            }

            for (; _start < stop; _start++)
            {
                line.Append((char)_buffer[_start]);
            }

            if (newLine >= 0)
            {
                return WithoutEnd(line);
            }
        }

        return null;
    }

    /// <summary>Copies the next <paramref name="count"/> bytes as they come.</summary>
    /// <exception cref="EndOfStreamException">The connection ended before.</exception>
    public async Task TakeAsync(long count, Stream target, CancellationToken cancel)
    {
        while (count > 0)
        {
            if (!HasMore && !await FillAsync(cancel).ConfigureAwait(false))
            {
                throw new EndOfStreamException("The connection ended within the body.");
            }

            var length = (int)Math.Min(count, _end - _start);
            target.Write(_buffer, _start, length);
            _start += length;
            count -= length;
        }
    }

    /// <summary>Reads and forgets until the caller ends the connection.</summary>
    public async Task DrainAsync(CancellationToken cancel)
    {
        while (await FillAsync(cancel).ConfigureAwait(false))
        {
            // thrown away
        }
    }

    private static string WithoutEnd(StringBuilder line)
    {
        var length = line.Length - 1;
        return length > 0 && line[length - 1] == '\r' ? line.ToString(0, length - 1) : line.ToString(0, length);
    }

    private async Task<bool> FillAsync(CancellationToken cancel)
    {
        _start = 0;
        _end = await stream.ReadAsync(_buffer, 0, _buffer.Length, cancel).ConfigureAwait(false);
        return _end > 0;
    }
}
