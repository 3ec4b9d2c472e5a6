namespace NanoBanana.Client.Imaging.Thumbnails.Jpeg;

/// <summary>The channels of a picture about to be written: lightness, and both colours at half the resolution.</summary>
internal sealed record Planes(Plane Lightness, Plane Blue, Plane Red)
{
    public static Planes Of(Raster picture)
    {
        var lightness = new Plane(picture.Width, picture.Height);
        var (halfWidth, halfHeight) = ((picture.Width + 1) / 2, (picture.Height + 1) / 2);
        var (blue, red) = (new Plane(halfWidth, halfHeight), new Plane(halfWidth, halfHeight));
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var at = ((y * picture.Width) + x) * 3;
                var (r, g, b) = (picture.Rgb[at], picture.Rgb[at + 1], picture.Rgb[at + 2]);
                lightness[x, y] = (0.299f * r) + (0.587f * g) + (0.114f * b) - 128;

                // the mean of up to four pixels
                var share = 1f / ((x | 1) < picture.Width ? 2 : 1) / ((y | 1) < picture.Height ? 2 : 1);
                blue[x / 2, y / 2] += share * ((-0.168736f * r) - (0.331264f * g) + (0.5f * b));
                red[x / 2, y / 2] += share * ((0.5f * r) - (0.418688f * g) - (0.081312f * b));
            }
        }

        return new Planes(lightness, blue, red);
    }
}
