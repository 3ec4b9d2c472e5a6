namespace NanoBanana.Emulation.Images;

/// <summary>Decides a cell's colour: how far along the gradient it lies, and whether disc or bands cover it.</summary>
internal sealed class Brush
{
    private const double BandWidth = 0.09;

    private readonly double _unit;
    private readonly double _across;
    private readonly double _down;
    private readonly double _centreX;
    private readonly double _centreY;
    private readonly double _radius;
    private readonly double _bandOffset;

    public Brush(byte[] dice, int columns, int rows)
    {
        var angle = Share(dice[0]) * 2 * Math.PI;
        _unit = 1.0 / Math.Max(columns, rows);
        _across = Math.Cos(angle);
        _down = Math.Sin(angle);
        _centreX = (0.3 + (0.4 * Share(dice[1]))) * columns * _unit;
        _centreY = (0.3 + (0.4 * Share(dice[2]))) * rows * _unit;
        _radius = 0.18 + (0.14 * Share(dice[3]));
        _bandOffset = Share(dice[4]);
    }

    public byte ColourAt(int column, int row)
    {
        var x = column * _unit;
        var y = row * _unit;
        var along = (((x - 0.5) * _across) + ((y - 0.5) * _down) + 0.75) / 1.5;
        var step = (int)(Math.Min(Math.Max(along, 0), 1) * (Palette.Steps - 1));

        var inDisc = ((x - _centreX) * (x - _centreX)) + ((y - _centreY) * (y - _centreY)) < _radius * _radius;
        var inBand = (int)Math.Floor(((x + y) / BandWidth) + _bandOffset) % 5 == 0;
        return (byte)(inDisc != inBand ? step + Palette.Steps : step);
    }

    private static double Share(byte die) => die / 255.0;
}
