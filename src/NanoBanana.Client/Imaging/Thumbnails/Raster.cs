namespace NanoBanana.Client.Imaging.Thumbnails;

/// <summary>A picture in memory.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Rgb">Three bytes a pixel, row by row from the top.</param>
internal sealed record Raster(int Width, int Height, byte[] Rgb)
{
    private const int FirstTransposed = 5;

    /// <summary>The picture as a viewer shows it.</summary>
    /// <param name="orientation">The EXIF orientation, 1 to 8 (EXIF 2.32, 4.6.4 A); anything else changes nothing.</param>
    public Raster Oriented(int orientation)
    {
        if (orientation is <= 1 or > 8)
        {
            return this;
        }

        var transposed = orientation >= FirstTransposed;
        var (width, height) = transposed ? (Height, Width) : (Width, Height);
        var rgb = new byte[Rgb.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (column, row) = transposed ? (y, x) : (x, y);
                column = orientation is 2 or 3 or 7 or 8 ? Width - 1 - column : column;
                row = orientation is 3 or 4 or 6 or 7 ? Height - 1 - row : row;
                Array.Copy(Rgb, ((row * Width) + column) * 3, rgb, ((y * width) + x) * 3, 3);
            }
        }

        return new Raster(width, height, rgb);
    }
}
