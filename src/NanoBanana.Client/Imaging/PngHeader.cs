namespace NanoBanana.Client.Imaging;

/// <summary>The IHDR chunk of a PNG (W3C PNG, 11.2.1).</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Depth">Bits a sample.</param>
/// <param name="Colour">0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha.</param>
/// <param name="IsInterlaced">Adam7: seven passes.</param>
internal readonly record struct PngHeader(int Width, int Height, int Depth, int Colour, bool IsInterlaced)
{
    public const int Length = 13;
    public const int Palette = 3;

    // first column and row, and the steps (W3C PNG, 8.1)
    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public static (PngHeader Header, string? Problem) Read(byte[] b)
    {
        var (width, height) = (BigEndian(b, 0), BigEndian(b, 4));
        var header = new PngHeader((int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue), b[8], b[9], b[12] == 1);
        var problem = width is 0 or > int.MaxValue || height is 0 or > int.MaxValue ? FormattableString.Invariant($"its header gives {width:N0} x {height:N0} pixels")
            : !IsAllowed(b[9], b[8]) ? FormattableString.Invariant($"its header gives colour type {b[9]} with {b[8]} bits, which PNG does not have")
            : b[10] != 0 || b[11] != 0 || b[12] > 1 ? "its header gives a compression, filter or interlace method that PNG does not have"
            : null;
        return (header, problem);
    }

    /// <summary>Bytes and rows of each pass, without the byte for the filter; one pass if it is not interlaced.</summary>
    public IEnumerable<(long RowBytes, long Rows)> Passes()
    {
        var (width, height, bits) = (Width, Height, Depth * Channels());
        return (IsInterlaced ? Adam7 : [(0, 0, 1, 1)])
            .Select(pass => (Columns: Steps(width, pass.X, pass.StepX), Rows: Steps(height, pass.Y, pass.StepY)))
            .Where(pass => pass.Columns > 0 && pass.Rows > 0)
            .Select(pass => (((pass.Columns * bits) + 7) / 8, pass.Rows));
    }

    private static long Steps(int size, int first, int step) => size <= first ? 0 : ((size - first - 1) / step) + 1L;

    private static bool IsAllowed(int colour, int depth) => (colour, depth) is
        (0, 1 or 2 or 4 or 8 or 16) or (2, 8 or 16) or (Palette, 1 or 2 or 4 or 8) or (4, 8 or 16) or (6, 8 or 16);

    private static long BigEndian(byte[] b, int at) => ((long)b[at] << 24) | ((long)b[at + 1] << 16) | ((long)b[at + 2] << 8) | b[at + 3];

    private int Channels() => Colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
}
