namespace NanoBanana.Emulation.Images;

/// <summary>256 colours: a gradient through three hues in 128 steps, then the same gradient brightened for shapes.</summary>
internal sealed class Palette
{
    public const int Steps = 128;

    private readonly byte[] _rgb;

    private Palette(byte[] rgb) => _rgb = rgb;

    public Colour this[int entry] => new(_rgb[entry * 3], _rgb[(entry * 3) + 1], _rgb[(entry * 3) + 2]);

    public static Palette From(byte[] dice)
    {
        var first = dice[5] / 255.0;
        var stops = new[] { Hue(first, 0.45), Hue(first + 0.12 + (dice[6] / 1020.0), 0.8), Hue(first + 0.35 + (dice[7] / 1020.0), 1) };
        var rgb = new byte[Steps * 2 * 3];
        for (var step = 0; step < Steps; step++)
        {
            var place = 2.0 * step / (Steps - 1);
            var (from, to, share) = place < 1 ? (stops[0], stops[1], place) : (stops[1], stops[2], place - 1);
            for (var channel = 0; channel < 3; channel++)
            {
                var value = from[channel] + ((to[channel] - from[channel]) * share);
                rgb[(step * 3) + channel] = ToByte(value);
                rgb[((step + Steps) * 3) + channel] = ToByte(value + ((1 - value) * 0.4));
            }
        }

        return new Palette(rgb);
    }

    // The hue circle as three shifted cosines: smooth, and nothing garish in it.
    private static double[] Hue(double hue, double brightness) =>
    [
        brightness * Wave(hue), brightness * Wave(hue - (1 / 3.0)), brightness * Wave(hue - (2 / 3.0)),
    ];

    private static double Wave(double hue) => 0.52 + (0.48 * Math.Cos(2 * Math.PI * hue));

    private static byte ToByte(double share) => (byte)Math.Round(Math.Min(Math.Max(share, 0), 1) * 255);
}
