namespace NanoBanana.Client.Imaging.Thumbnails.Jpeg;

/// <summary>Finds the value of the next code (ITU-T T.81, annex C and F.2.2.3): short codes by a table, long ones by their ranges.</summary>
internal sealed class HuffmanTable
{
    private const int Direct = 9;
    private const int Longest = 16;

    // length in the high byte, value in the low; 0 where the code is longer
    private readonly ushort[] _direct = new ushort[1 << Direct];
    private readonly int[] _afterLast = new int[Longest + 1];
    private readonly int[] _offset = new int[Longest + 1];
    private readonly byte[] _values;

    /// <param name="counts">How many codes there are of 1 to 16 bits.</param>
    /// <param name="values">Their values, shortest code first.</param>
    public HuffmanTable(ReadOnlySpan<byte> counts, byte[] values)
    {
        _values = values;
        var code = 0;
        var index = 0;
        for (var length = 1; length <= Longest; length++, code <<= 1)
        {
            _offset[length] = index - code;
            for (var i = 0; i < counts[length - 1] && index < values.Length; i++, code++, index++)
            {
                FillDirect(code, length, values[index]);
            }

            _afterLast[length] = code;
        }
    }

    /// <exception cref="InvalidDataException">No code begins so.</exception>
    public int Read(BitReader bits)
    {
        var entry = _direct[bits.Peek(Direct)];
        if (entry != 0)
        {
            bits.Skip(entry >> 8);
            return entry & 0xFF;
        }

        var all = bits.Peek(Longest);
        for (var length = Direct + 1; length <= Longest; length++)
        {
            var code = all >> (Longest - length);
            if (code < _afterLast[length] && code + _offset[length] >= 0 && code + _offset[length] < _values.Length)
            {
                bits.Skip(length);
                return _values[code + _offset[length]];
            }
        }

        throw new InvalidDataException("The scan has a code that no table knows.");
    }

    private void FillDirect(int code, int length, byte value)
    {
        if (length > Direct || code >= 1 << length)
        {
            return;
        }

        var first = code << (Direct - length);
        for (var i = 0; i < 1 << (Direct - length); i++)
        {
            _direct[first + i] = (ushort)((length << 8) | value);
        }
    }
}
