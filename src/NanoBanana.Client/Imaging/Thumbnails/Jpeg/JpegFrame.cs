namespace NanoBanana.Client.Imaging.Thumbnails.Jpeg;

/// <summary>What the frame header says of a JPEG (ITU-T T.81, B.2.2), and how much of it is decoded.</summary>
internal sealed class JpegFrame
{
    private const int MostCoefficients = 64 * 1024 * 1024;

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required bool IsProgressive { get; init; }

    public required IReadOnlyList<Component> Components { get; init; }

    /// <summary>Samples that are made of eight: 1, 2, 4 or 8.</summary>
    public int Scale { get; private set; }

    public int MostAcross { get; private set; }

    public int MostDown { get; private set; }

    public int UnitsAcross { get; private set; }

    public int UnitsDown { get; private set; }

    /// <summary>Reads the header.</summary>
    /// <param name="segment">The bytes after marker and length.</param>
    /// <param name="marker">0xC0 to 0xCF.</param>
    /// <param name="edge">The longer side of the thumbnail.</param>
    /// <returns>Null for what is not decoded: arithmetic coding, 12 bits, four colours, or too large.</returns>
    public static JpegFrame? Read(ReadOnlySpan<byte> segment, int marker, int edge)
    {
        if (marker > 0xC2 || segment.Length < 6 || segment[0] != 8 || segment[5] is not (1 or 3) || segment.Length < 6 + (3 * segment[5]))
        {
            return null;
        }

        var components = new List<Component>();
        for (var at = 6; at < 6 + (3 * segment[5]); at += 3)
        {
            components.Add(new Component { Id = segment[at], Across = segment[at + 1] >> 4, Down = segment[at + 1] & 15, Quantiser = segment[at + 2] & 3 });
        }

        var frame = new JpegFrame
        {
            Height = (segment[1] << 8) | segment[2],
            Width = (segment[3] << 8) | segment[4],
            IsProgressive = marker == 0xC2,
            Components = components,
        };
        return frame.Allocate(edge) ? frame : null;
    }

    private bool Allocate(int edge)
    {
        if (Width == 0 || Height == 0 || Components.Any(each => each.Across is 0 or > 4 || each.Down is 0 or > 4))
        {
            return false;
        }

        var longest = Math.Max(Width, Height);
        Scale = new[] { 1, 2, 4 }.FirstOrDefault(scale => longest * scale / 8 >= edge);
        Scale = Scale == 0 ? 8 : Scale;
        MostAcross = Components.Max(each => each.Across);
        MostDown = Components.Max(each => each.Down);
        UnitsAcross = (Width + (8 * MostAcross) - 1) / (8 * MostAcross);
        UnitsDown = (Height + (8 * MostDown) - 1) / (8 * MostDown);
        var blocks = Components.Sum(each => (long)UnitsAcross * each.Across * UnitsDown * each.Down);
        if (blocks * (IsProgressive ? 64 : Scale * Scale) > MostCoefficients)
        {
            return false;
        }

        foreach (var component in Components)
        {
            component.Allocate(this);
        }

        return true;
    }
}
