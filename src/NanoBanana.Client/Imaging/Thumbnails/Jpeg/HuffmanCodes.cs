namespace NanoBanana.Client.Imaging.Thumbnails.Jpeg;

/// <summary>The codes of one Huffman table, for writing (ITU-T T.81, annex C).</summary>
internal sealed class HuffmanCodes
{
    private readonly int[] _codes = new int[256];
    private readonly int[] _lengths = new int[256];

    /// <param name="counts">How many codes there are of 1 to 16 bits.</param>
    /// <param name="values">Their values, shortest code first.</param>
    public HuffmanCodes(byte[] counts, byte[] values)
    {
        Definition = [.. counts, .. values];
        var (code, index) = (0, 0);
        for (var length = 1; length <= 16; length++, code <<= 1)
        {
            for (var i = 0; i < counts[length - 1]; i++, code++, index++)
            {
                (_codes[values[index]], _lengths[values[index]]) = (code, length);
            }
        }
    }

    /// <summary>As a DHT segment states it.</summary>
    public byte[] Definition { get; }

    public void Write(BitWriter bits, int value) => bits.Write(_codes[value], _lengths[value]);
}
