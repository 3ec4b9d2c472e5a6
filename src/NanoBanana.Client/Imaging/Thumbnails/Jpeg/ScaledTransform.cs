namespace NanoBanana.Client.Imaging.Thumbnails.Jpeg;

/// <summary>
/// The inverse cosine transform (ITU-T T.81, A.3.3) straight to a smaller block: the low N × N coefficients are the picture at
/// N/8 of its size, so that shrinking costs nothing and most of a large picture is never computed.
/// </summary>
internal static class ScaledTransform
{
    private static readonly Dictionary<int, float[]> Bases = new[] { 1, 2, 4, 8 }.ToDictionary(size => size, MakeBasis);

    /// <summary>The basis of N points: a row a point, a column a frequency; the gain of N/8 is in it.</summary>
    public static float[] Basis(int size) => Bases[size];

    /// <summary>Writes the block's samples into those of its channel.</summary>
    public static void Write(ReadOnlySpan<short> block, int[] quantiser, int size, Component component, int row, int column)
    {
        var basis = Bases[size];
        Span<float> half = stackalloc float[64];
        half.Clear();
        for (var v = 0; v < size; v++)
        {
            for (var u = 0; u < size; u++)
            {
                if (block[(v * 8) + u] is var coefficient and not 0)
                {
                    float value = coefficient * quantiser[(v * 8) + u];
                    for (var x = 0; x < size; x++)
                    {
                        half[(v * size) + x] += value * basis[(x * size) + u];
                    }
                }
            }
        }

        for (var y = 0; y < size; y++)
        {
            var target = ((((row * size) + y) * component.SamplesPerRow) + (column * size));
            for (var x = 0; x < size; x++)
            {
                var sum = 128.5f;
                for (var v = 0; v < size; v++)
                {
                    sum += half[(v * size) + x] * basis[(y * size) + v];
                }

                component.Samples[target + x] = (byte)Math.Min(255f, Math.Max(0f, sum));
            }
        }
    }

    private static float[] MakeBasis(int size)
    {
        var basis = new float[size * size];
        for (var point = 0; point < size; point++)
        {
            for (var frequency = 0; frequency < size; frequency++)
            {
                var norm = Math.Sqrt((frequency == 0 ? 1.0 : 2.0) / size) * Math.Sqrt(size / 8.0);
                basis[(point * size) + frequency] = (float)(norm * Math.Cos(((2 * point) + 1) * frequency * Math.PI / (2 * size)));
            }
        }

        return basis;
    }
}
