namespace NanoBanana.Emulation.Images;

internal static class JpegColours
{
    /// <summary>Luma and both chromas of each cell by JFIF's formula, shifted to be centred on zero.</summary>
    public static int[] Means(byte[] rgb)
    {
        var means = new int[rgb.Length];
        for (var at = 0; at < rgb.Length; at += 3)
        {
            double red = rgb[at], green = rgb[at + 1], blue = rgb[at + 2];
            means[at] = Centred((0.299 * red) + (0.587 * green) + (0.114 * blue) - 128);
            means[at + 1] = Centred((-0.168736 * red) - (0.331264 * green) + (0.5 * blue));
            means[at + 2] = Centred((0.5 * red) - (0.418688 * green) - (0.081312 * blue));
        }

        return means;
    }

    private static int Centred(double value) => Math.Min(Math.Max((int)Math.Round(value), -128), 127);
}
