namespace NanoBanana.Client.Imaging.Thumbnails.Jpeg;

/// <summary>Reads the bits of a scan; a zero after 0xFF is stuffing, and a marker ends the scan (ITU-T T.81, F.2.2.5).</summary>
internal sealed class BitReader(byte[] file, int start)
{
    private uint _bits;
    private int _count;

    /// <summary>The next byte that was not taken; at a marker, its 0xFF.</summary>
    public int Position { get; private set; } = start;

    /// <summary>The next bits without stepping over them, the first highest; zeros where the scan has ended.</summary>
    /// <param name="count">1 to 16.</param>
    public int Peek(int count)
    {
        while (_count < count)
        {
            _bits = (_bits << 8) | Next();
            _count += 8;
        }

        return (int)(_bits >> (_count - count)) & ((1 << count) - 1);
    }

    public void Skip(int count) => _count -= count;

    public int Read(int count)
    {
        if (count == 0)
        {
            return 0;
        }

        var value = Peek(count);
        _count -= count;
        return value;
    }

    /// <summary>A signed number of so many bits: those that begin with 0 are negative (F.2.2.1, EXTEND).</summary>
    public int ReadSigned(int count)
    {
        var value = Read(count);
        return count > 0 && value < 1 << (count - 1) ? value - (1 << count) + 1 : value;
    }

    /// <summary>Goes behind the next restart marker, where there is one; the bits before it are padding.</summary>
    public void Restart()
    {
        (_bits, _count) = (0, 0);
        if (Position + 1 < file.Length && file[Position] == 0xFF && file[Position + 1] is >= 0xD0 and <= 0xD7)
        {
            Position += 2;
        }
    }

    private byte Next()
    {
        if (Position >= file.Length)
        {
            return 0;
        }

        var value = file[Position];
        if (value != 0xFF)
        {
            Position++;
            return value;
        }

        if (Position + 1 < file.Length && file[Position + 1] == 0)
        {
            Position += 2;
            return value;
        }

        return 0;
    }
}
