namespace NanoBanana.Emulation.Images;

/// <summary>Writes a zlib stream (RFC 1950, 1951) of one block with the fixed codes, from literals and repetitions that the caller knows.</summary>
internal sealed class Deflater(Stream output)
{
    private const int MinLength = 3;
    private const int MaxLength = 258;
    private const uint AdlerPrime = 65521;

    // Where each length code begins, and how many further bits it has (RFC 1951, 3.2.5); 258 has its own code.
    private static readonly int[] LengthBases = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
    private static readonly int[] LengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    private static readonly int[] LengthCodes =
        [.. Enumerable.Range(0, MaxLength + 1).Select(length => Array.FindLastIndex(LengthBases, start => start <= length))];

    private static readonly (int Code, int Length)[] Codes = [.. Enumerable.Range(0, 286).Select(Code)];

    private ulong _pending;
    private int _count;
    private uint _sum = 1;
    private uint _sumOfSums;

    public void Begin()
    {
        output.WriteByte(0x78);
        output.WriteByte(0x01);

        // The last block, with the fixed codes.
        Bits(1, 1);
        Bits(1, 2);
    }

    public void Literal(byte value)
    {
        Symbol(value);
        Add(value);
    }

    /// <summary>Repeats a zero.</summary>
    public void Zeros(int count)
    {
        if (count < MinLength + 1)
        {
            for (; count > 0; count--)
            {
                Literal(0);
            }

            return;
        }

        Literal(0);
        Repeat(count - 1, distance: 1);
        _sumOfSums = (uint)((_sumOfSums + ((ulong)(count - 1) * _sum)) % AdlerPrime);
    }

    /// <summary>Repeats the last three bytes.</summary>
    public void Triples(byte first, byte second, byte third, int count)
    {
        if (count == 0)
        {
            return;
        }

        Repeat(count * 3, distance: 3);
        for (; count > 0; count--)
        {
            Add(first);
            Add(second);
            Add(third);
        }
    }

    public void End()
    {
        Symbol(256);
        Bits(0, (8 - _count) & 7);
        output.Write(BigEndian.Bytes((_sumOfSums << 16) | _sum), 0, 4);
    }

    // Never leaves a rest that is too short to be a repetition.
    private void Repeat(int length, int distance)
    {
        while (length > 0)
        {
            var part = length <= MaxLength ? length : Math.Min(MaxLength, length - MinLength);
            var code = LengthCodes[part];
            Symbol(257 + code);
            Bits(part - LengthBases[code], LengthBits[code]);
            Bits(Reversed(distance - 1, 5), 5);
            length -= part;
        }
    }

    private void Symbol(int symbol) => Bits(Codes[symbol].Code, Codes[symbol].Length);

    private static (int Code, int Length) Code(int symbol)
    {
        var (code, length) = symbol switch
        {
            < 144 => (0x30 + symbol, 8),
            < 256 => (0x190 + symbol - 144, 9),
            < 280 => (symbol - 256, 7),
            _ => (0xC0 + symbol - 280, 8),
        };
        return (Reversed(code, length), length);
    }

    // Codes go highest bit first, everything else lowest bit first.
    private static int Reversed(int code, int length)
    {
        var reversed = 0;
        for (var i = 0; i < length; i++)
        {
            reversed = (reversed << 1) | ((code >> i) & 1);
        }

        return reversed;
    }

    private void Bits(int value, int count)
    {
        _pending |= (ulong)value << _count;
        for (_count += count; _count >= 8; _count -= 8)
        {
            output.WriteByte((byte)_pending);
            _pending >>= 8;
        }
    }

    private void Add(byte value)
    {
        _sum += value;
        _sum = _sum >= AdlerPrime ? _sum - AdlerPrime : _sum;
        _sumOfSums += _sum;
        _sumOfSums = _sumOfSums >= AdlerPrime ? _sumOfSums - AdlerPrime : _sumOfSums;
    }
}
