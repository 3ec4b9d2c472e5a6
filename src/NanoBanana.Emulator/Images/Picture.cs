using System.Security.Cryptography;
using System.Text;

namespace NanoBanana.Emulation.Images;

/// <summary>
/// A mosaic of flat 8×8 cells in a palette of 256 colours: a gradient, a disc and diagonal bands, all drawn from a seed.
/// Flat cells are what makes encoding cheap: a JPEG block is one coefficient, and seven of eight PNG rows repeat.
/// </summary>
internal sealed class Picture
{
    public const int CellSize = 8;

    private readonly byte[] _cells;

    private Picture(PixelSize size, Palette palette, byte[] cells)
    {
        Size = size;
        Palette = palette;
        _cells = cells;
    }

    public PixelSize Size { get; }

    public Palette Palette { get; }

    public int Columns => CellsFor(Size.Width);

    public int Rows => CellsFor(Size.Height);

    public byte this[int column, int row] => _cells[(row * Columns) + column];

    public static Picture Paint(string seed, PixelSize size)
    {
        using var hash = SHA256.Create();
        var dice = hash.ComputeHash(Encoding.UTF8.GetBytes(seed));
        var columns = CellsFor(size.Width);
        var rows = CellsFor(size.Height);
        var brush = new Brush(dice, columns, rows);
        var cells = new byte[columns * rows];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                cells[(row * columns) + column] = brush.ColourAt(column, row);
            }
        }

        return new Picture(size, Palette.From(dice), cells);
    }

    private static int CellsFor(int pixels) => (pixels + CellSize - 1) / CellSize;
}
