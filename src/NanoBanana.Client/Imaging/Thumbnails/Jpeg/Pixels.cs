using NanoBanana.Client.Pricing;

namespace NanoBanana.Client.Imaging.Thumbnails.Jpeg;

/// <summary>Puts the channels of a decoded JPEG together (JFIF 1.02: YCbCr of full range).</summary>
internal static class Pixels
{
    public static Raster Of(JpegFrame frame, JpegTables tables, bool isRgb, int edge)
    {
        foreach (var component in frame.Components.Where(each => each.Coefficients is not null))
        {
            TransformAll(component, tables.QuantiserOf(component), frame.Scale);
        }

        var width = Math.Max(1, (frame.Width * frame.Scale + 7) / 8);
        var height = Math.Max(1, (frame.Height * frame.Scale + 7) / 8);
        var shrinker = new RowShrinker(width, height, edge);
        var rgb = new byte[width * 3];
        for (var y = 0; y < height; y++)
        {
            if (frame.Components.Count == 1)
            {
                Grey(frame, y, rgb);
            }
            else
            {
                Colour(frame, y, rgb, isRgb);
            }

            shrinker.Add(rgb);
        }

        return shrinker.Finish();
    }

    private static void TransformAll(Component component, int[] quantiser, int scale)
    {
        var all = component.Coefficients!;
        for (var block = 0; block < all.Length / 64; block++)
        {
            ScaledTransform.Write(all.AsSpan(block * 64, 64), quantiser, scale, component, block / component.Stride, block % component.Stride);
        }
    }

    private static void Grey(JpegFrame frame, int y, byte[] rgb)
    {
        var component = frame.Components[0];
        for (var x = 0; x < rgb.Length / 3; x++)
        {
            var value = component.Samples[(y * component.SamplesPerRow) + x];
            (rgb[3 * x], rgb[(3 * x) + 1], rgb[(3 * x) + 2]) = (value, value, value);
        }
    }

    private static void Colour(JpegFrame frame, int y, byte[] rgb, bool isRgb)
    {
        var (first, second, third) = (frame.Components[0], frame.Components[1], frame.Components[2]);
        var (row1, row2, row3) = (Row(first), Row(second), Row(third));
        for (var x = 0; x < rgb.Length / 3; x++)
        {
            var a = first.Samples[row1 + (x * first.Across / frame.MostAcross)];
            var b = second.Samples[row2 + (x * second.Across / frame.MostAcross)];
            var c = third.Samples[row3 + (x * third.Across / frame.MostAcross)];
            (rgb[3 * x], rgb[(3 * x) + 1], rgb[(3 * x) + 2]) = isRgb
                ? (a, b, c)
                : (Clamp(a + (1.402f * (c - 128))), Clamp(a - (0.344136f * (b - 128)) - (0.714136f * (c - 128))), Clamp(a + (1.772f * (b - 128))));
        }

        int Row(Component component) => y * component.Down / frame.MostDown * component.SamplesPerRow;
    }

    private static byte Clamp(float value) => (byte)Math.Min(255f, Math.Max(0f, value + 0.5f));
}
