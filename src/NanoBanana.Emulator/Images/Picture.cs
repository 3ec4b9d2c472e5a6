namespace NanoBanana.Emulation.Images;

/// <summary>
/// A mosaic of flat 8×8 cells. Flat cells are what makes encoding cheap: a JPEG block is one coefficient, and seven of
/// eight PNG rows repeat.
/// </summary>
internal sealed class Picture(PixelSize size)
{
    public const int CellSize = 8;

    public PixelSize Size { get; } = size;

    public int Columns { get; } = CellsFor(size.Width);

    public int Rows { get; } = CellsFor(size.Height);

    /// <summary>Red, green and blue of each cell, row by row.</summary>
    public byte[] Rgb { get; } = new byte[CellsFor(size.Width) * CellsFor(size.Height) * 3];

    public void Set(int column, int row, Colour colour)
    {
        var at = ((row * Columns) + column) * 3;
        (Rgb[at], Rgb[at + 1], Rgb[at + 2]) = (colour.Red, colour.Green, colour.Blue);
    }

    public Colour Get(int column, int row)
    {
        var at = ((row * Columns) + column) * 3;
        return new Colour(Rgb[at], Rgb[at + 1], Rgb[at + 2]);
    }

    private static int CellsFor(int pixels) => (pixels + CellSize - 1) / CellSize;
}
