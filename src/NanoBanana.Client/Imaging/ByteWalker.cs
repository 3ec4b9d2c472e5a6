using System.Buffers;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace NanoBanana.Client.Imaging;

/// <summary>Reads a stream forward in small steps, counting and summing up on the way; the whole file is never in memory.</summary>
/// <param name="stream">Read from its current position.</param>
/// <param name="hash">Gets all bytes if the hash of the content is wanted, which takes longer than everything else; null if it is not.</param>
internal sealed class ByteWalker(Stream stream, IncrementalHash? hash = null) : IDisposable
{
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private readonly XxHash64 _checksum = new();
    private int _next;
    private int _filled;
    private long _before;

    /// <summary>Named in the errors; set as soon as it is known.</summary>
    public string Format { get; set; } = string.Empty;

    public long Position => _before + _next;

    /// <summary>The first bytes, without stepping over them; fewer if the stream is shorter. Only before any other read.</summary>
    public byte[] PeekStart(int count)
    {
        int read;
        while (_filled < count && (read = stream.Read(_buffer, _filled, _buffer.Length - _filled)) > 0)
        {
            Count(_filled, read);
            _filled += read;
        }

        return [.. _buffer.Take(Math.Min(count, _filled))];
    }

    public byte ReadByte()
    {
        if (_next == _filled && !Fill())
        {
            throw ImageFormatException.Ended(Format, Position);
        }

        return _buffer[_next++];
    }

    public int ReadUInt16() => (ReadByte() << 8) | ReadByte();

    public uint ReadUInt32() => ((uint)ReadUInt16() << 16) | (uint)ReadUInt16();

    public uint ReadUInt32LittleEndian() => (uint)(ReadByte() | (ReadByte() << 8) | (ReadByte() << 16) | (ReadByte() << 24));

    public byte[] ReadBytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = ReadByte();
        }

        return bytes;
    }

    /// <summary>This number of bytes, or fewer if the stream ends before. A stated length that never arrives takes no memory.</summary>
    public byte[] ReadAvailable(long count)
    {
        using var bytes = new MemoryStream();
        while (count > 0 && (_next < _filled || Fill()))
        {
            var step = (int)Math.Min(count, _filled - _next);
            bytes.Write(_buffer, _next, step);
            _next += step;
            count -= step;
        }

        return bytes.ToArray();
    }

    /// <summary>Steps over bytes, handing each run of them to <paramref name="visit"/>.</summary>
    public void Skip(long count, Action<byte[], int, int>? visit = null)
    {
        while (count > 0)
        {
            if (_next == _filled && !Fill())
            {
                throw ImageFormatException.Ended(Format, Position, missing: count);
            }

            var step = (int)Math.Min(count, _filled - _next);
            visit?.Invoke(_buffer, _next, step);
            _next += step;
            count -= step;
        }
    }

    /// <summary>Steps over bytes up to and with the next one of this value.</summary>
    public void SkipPast(byte value)
    {
        int found;
        while ((found = Array.IndexOf(_buffer, value, _next, _filled - _next)) < 0)
        {
            _next = _filled;
            if (!Fill())
            {
                throw ImageFormatException.Ended(Format, Position);
            }
        }

        _next = found + 1;
    }

    /// <summary>Copies what is left.</summary>
    public void CopyRest(Stream target)
    {
        do
        {
            target.Write(_buffer, _next, _filled - _next);
            _next = _filled;
        }
        while (Fill());
    }

    /// <summary>Reads what is left and returns the checksum of everything: XXH64, which shows whether a file is still the one that was read a moment ago.</summary>
    public ulong Finish()
    {
        do
        {
            _next = _filled;
        }
        while (Fill());

        return _checksum.GetCurrentHashAsUInt64();
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Count(int offset, int count)
    {
        hash?.AppendData(_buffer, offset, count);
        _checksum.Append(_buffer.AsSpan(offset, count));
    }

    private bool Fill()
    {
        _before += _filled;
        _next = 0;
        _filled = stream.Read(_buffer, 0, _buffer.Length);
        Count(0, _filled);
        return _filled > 0;
    }
}
