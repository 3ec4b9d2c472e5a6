namespace NanoBanana.Emulation.Images;

/// <summary>The two Huffman tables of our JPEGs, and a block written with them.</summary>
internal static class JpegHuffman
{
    /// <summary>Number of codes of each length 1..16, then the symbols: table K.3 of ITU-T T.81, the usual one for means.</summary>
    public static readonly byte[] MeanTable = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

    /// <summary>One code of one bit: end of block.</summary>
    public static readonly byte[] RestTable = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static readonly (int Code, int Length)[] MeanCodes = Codes(MeanTable);

    /// <summary>A flat block: the difference of its mean to the block before, then "end of block".</summary>
    public static void WriteBlock(JpegBitWriter bits, int difference)
    {
        var size = 0;
        for (var rest = Math.Abs(difference); rest > 0; rest >>= 1)
        {
            size++;
        }

        var (code, length) = MeanCodes[size];
        bits.Write(code, length);

        // Negative numbers are written as their lower neighbour's low bits (T.81, F.1.2.1).
        bits.Write((difference < 0 ? difference - 1 : difference) & ((1 << size) - 1), size);
        bits.Write(0, 1);
    }

    private static (int Code, int Length)[] Codes(byte[] table)
    {
        var codes = new (int Code, int Length)[table.Length - 16];
        var code = 0;
        var symbol = 0;
        for (var length = 1; length <= 16; length++)
        {
            for (var i = 0; i < table[length - 1]; i++)
            {
                codes[table[16 + symbol++]] = (code++, length);
            }

            code <<= 1;
        }

        return codes;
    }
}
