namespace NanoBanana.Client.Imaging.Thumbnails.Jpeg;

/// <summary>The tables of a JPEG as they stand at one place of the file; each may be replaced between scans.</summary>
internal sealed class JpegTables
{
    private readonly int[][] _quantisers = [new int[64], new int[64], new int[64], new int[64]];
    private readonly HuffmanTable?[] _huffman = new HuffmanTable?[8];

    /// <summary>Units between two restart markers; 0 for none.</summary>
    public int RestartInterval { get; set; }

    /// <summary>In the order of the block, not in zigzag order.</summary>
    public int[] QuantiserOf(Component component) => _quantisers[component.Quantiser];

    /// <summary>The tables that a scan names for a channel; a scan that needs none of a kind may name a missing one.</summary>
    public (HuffmanTable? Means, HuffmanTable? Others) HuffmanOf(int selector) => (_huffman[(selector >> 4) & 3], _huffman[4 + (selector & 3)]);

    /// <summary>DQT (ITU-T T.81, B.2.4.1).</summary>
    public void TakeQuantisers(ReadOnlySpan<byte> segment)
    {
        for (var at = 0; at < segment.Length;)
        {
            var (wide, target) = (segment[at] >> 4 != 0, _quantisers[segment[at] & 3]);
            at++;
            for (var i = 0; i < 64 && at + (wide ? 1 : 0) < segment.Length; i++)
            {
                target[ZigZag.At(i)] = wide ? (segment[at] << 8) | segment[at + 1] : segment[at];
                at += wide ? 2 : 1;
            }
        }
    }

    /// <summary>DHT (ITU-T T.81, B.2.4.2).</summary>
    public void TakeHuffman(ReadOnlySpan<byte> segment)
    {
        for (var at = 0; at + 17 <= segment.Length;)
        {
            var counts = segment.Slice(at + 1, 16);
            var total = 0;
            foreach (var count in counts)
            {
                total += count;
            }

            if (at + 17 + total > segment.Length)
            {
                throw new InvalidDataException("A Huffman table is cut.");
            }

            _huffman[((segment[at] >> 4) & 1) * 4 + (segment[at] & 3)] = new HuffmanTable(counts, segment.Slice(at + 17, total).ToArray());
            at += 17 + total;
        }
    }
}
