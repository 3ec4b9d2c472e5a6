namespace NanoBanana.Emulation.Images;

/// <summary>What stands behind the text if there is no input to show: a gradient, a disc and diagonal bands, drawn from a seed.</summary>
internal static class Background
{
    public static void Paint(Picture picture, byte[] seed, Palette palette)
    {
        var brush = new Brush(seed, picture.Columns, picture.Rows);
        for (var row = 0; row < picture.Rows; row++)
        {
            for (var column = 0; column < picture.Columns; column++)
            {
                picture.Set(column, row, palette[brush.ColourAt(column, row)]);
            }
        }
    }
}
