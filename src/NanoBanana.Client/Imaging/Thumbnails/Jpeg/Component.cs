namespace NanoBanana.Client.Imaging.Thumbnails.Jpeg;

/// <summary>One colour channel of a JPEG, from its coefficients to its scaled-down samples.</summary>
internal sealed class Component
{
    private HuffmanTable? _means;
    private HuffmanTable? _others;

    /// <summary>Its number in the file.</summary>
    public required int Id { get; init; }

    /// <summary>Blocks a unit across, 1 to 4.</summary>
    public required int Across { get; init; }

    /// <summary>Blocks a unit down, 1 to 4.</summary>
    public required int Down { get; init; }

    /// <summary>Which quantisation table it uses.</summary>
    public required int Quantiser { get; init; }

    /// <summary>Blocks that hold pixels; a scan of this channel alone has no others.</summary>
    public int Columns { get; private set; }

    /// <summary>Blocks that hold pixels.</summary>
    public int Rows { get; private set; }

    /// <summary>Blocks in a row of whole units.</summary>
    public int Stride { get; private set; }

    /// <summary>All coefficients of a progressive picture; null for a baseline one, whose blocks are done with at once.</summary>
    public short[]? Coefficients { get; private set; }

    /// <summary>Samples, one byte each.</summary>
    public byte[] Samples { get; private set; } = [];

    /// <summary>Samples in a row.</summary>
    public int SamplesPerRow { get; private set; }

    /// <summary>The mean of the block before, which the next one's is the difference to.</summary>
    public int Previous { get; set; }

    /// <summary>The table of the scan at hand for means.</summary>
    public HuffmanTable Means => _means ?? throw Missing();

    /// <summary>The table of the scan at hand for all other coefficients.</summary>
    public HuffmanTable Others => _others ?? throw Missing();

    /// <summary>Begins a scan.</summary>
    /// <param name="tables">Those that the scan names; one that it does not need may be missing.</param>
    public void Begin((HuffmanTable? Means, HuffmanTable? Others) tables)
    {
        (_means, _others) = tables;
        Previous = 0;
    }

    public void Allocate(JpegFrame frame)
    {
        Columns = Ceiling(Ceiling(frame.Width * Across, frame.MostAcross), 8);
        Rows = Ceiling(Ceiling(frame.Height * Down, frame.MostDown), 8);
        Stride = frame.UnitsAcross * Across;
        var rows = frame.UnitsDown * Down;
        SamplesPerRow = Stride * frame.Scale;
        Samples = new byte[SamplesPerRow * rows * frame.Scale];
        Coefficients = frame.IsProgressive ? new short[Stride * rows * 64] : null;
    }

    private static InvalidDataException Missing() => new("A scan names a table that the file lacks.");

    private static int Ceiling(int value, int divisor) => (value + divisor - 1) / divisor;
}
