namespace NanoBanana.Client.Imaging.Thumbnails.Jpeg;

/// <summary>The cosine transform of a block and its quantisation (ITU-T T.81, A.3.3 and A.3.4).</summary>
internal static class ForwardTransform
{
    /// <param name="samples">64 samples about zero.</param>
    /// <param name="quantiser">64 divisors.</param>
    /// <param name="coefficients">Takes the result.</param>
    public static void Apply(float[] samples, byte[] quantiser, int[] coefficients)
    {
        var basis = ScaledTransform.Basis(8);
        Span<float> half = stackalloc float[64];
        for (var y = 0; y < 8; y++)
        {
            for (var u = 0; u < 8; u++)
            {
                var sum = 0f;
                for (var x = 0; x < 8; x++)
                {
                    sum += samples[(y * 8) + x] * basis[(x * 8) + u];
                }

                half[(y * 8) + u] = sum;
            }
        }

        for (var v = 0; v < 8; v++)
        {
            for (var u = 0; u < 8; u++)
            {
                var sum = 0f;
                for (var y = 0; y < 8; y++)
                {
                    sum += half[(y * 8) + u] * basis[(y * 8) + v];
                }

                coefficients[(v * 8) + u] = (int)Math.Round(sum / quantiser[(v * 8) + u]);
            }
        }
    }
}
