using System.Text;

namespace NanoBanana.Emulation.Http;

/// <summary>Reads lines and counted bytes from a connection through one buffer.</summary>
internal sealed class ByteSource(Stream stream)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>True when bytes have arrived that nobody has taken yet.</summary>
    public bool HasMore => _start < _end;

    /// <summary>The next line as Latin-1, without its end; null when the connection ends first.</summary>
    public async Task<string?> LineAsync(int limit, CancellationToken cancel)
    {
        var line = new StringBuilder();
        while (HasMore || await FillAsync(cancel).ConfigureAwait(false))
        {
            var newLine = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start);
            for (var stop = newLine < 0 ? _end : newLine; _start < stop; _start++)
            {
                line.Append((char)_buffer[_start]);
            }

            if (line.Length > limit)
            {
                throw new MalformedRequestException(431, "A line of the request is too long.");
            }

            if (newLine >= 0)
            {
                _start++;
                return line.ToString().TrimEnd('\r');
            }
        }

        return null;
    }

    /// <summary>Hands the next <paramref name="count"/> bytes on as they come.</summary>
    public async Task TakeAsync(long count, Action<byte[], int, int> take, CancellationToken cancel)
    {
        while (count > 0)
        {
            if (!HasMore && !await FillAsync(cancel).ConfigureAwait(false))
            {
                throw new EndOfStreamException("The connection ended within a body.");
            }

            var length = (int)Math.Min(count, _end - _start);
            take(_buffer, _start, length);
            _start += length;
            count -= length;
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancel)
    {
        _start = 0;
        _end = await stream.ReadAsync(_buffer, 0, _buffer.Length, cancel).ConfigureAwait(false);
        return _end > 0;
    }
}
