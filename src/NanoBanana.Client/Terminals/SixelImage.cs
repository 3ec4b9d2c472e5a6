using System.Globalization;
using System.Text;
using SkiaSharp;

namespace NanoBanana.Client.Terminals;

/// <summary>
/// Draws a picture as Sixel (DEC STD 070, https://vt100.net/docs/vt3xx-gp/chapter14.html): six rows at a time, one pass for each of 216
/// colours, with an ordered dither between them.
/// </summary>
internal static class SixelImage
{
    private const int Levels = 6;
    private const int Band = 6;
    private const string Escape = "\u001b";

    // Bayer's matrix of 4 x 4
    private static readonly int[] Dither = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

    /// <summary>Writes the image.</summary>
    /// <param name="picture">Decoded, upright, in sRGB; on white if it is transparent.</param>
    /// <param name="terminal">Takes the escape sequence.</param>
    public static void Write(SKBitmap picture, Stream terminal)
    {
        var text = new StringBuilder();
        text.Append(Escape).Append("P0;1;0q\"1;1;").Append(Number(picture.Width)).Append(';').Append(Number(picture.Height));
        for (var colour = 0; colour < Levels * Levels * Levels; colour++)
        {
            text.Append('#').Append(Number(colour)).Append(";2;")
                .Append(Number(Percent(colour / (Levels * Levels)))).Append(';')
                .Append(Number(Percent(colour / Levels % Levels))).Append(';')
                .Append(Number(Percent(colour % Levels)));
        }

        for (var top = 0; top < picture.Height; top += Band)
        {
            WriteBand(Indices(picture, top), picture.Width, text);
            text.Append('-');
            Flush(text, terminal);
        }

        text.Append(Escape).Append('\\');
        Flush(text, terminal);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static int Percent(int level) => level * 100 / (Levels - 1);

    private static byte[] Indices(SKBitmap picture, int top)
    {
        var rows = Math.Min(Band, picture.Height - top);
        var pixels = picture.GetPixelSpan();
        var indices = new byte[rows * picture.Width];
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var at = ((top + y) * picture.RowBytes) + (4 * x);
                var threshold = Dither[((y & 3) * 4) + (x & 3)];
                indices[(y * picture.Width) + x] = (byte)((Level(pixels[at], threshold) * Levels * Levels) + (Level(pixels[at + 1], threshold) * Levels) + Level(pixels[at + 2], threshold));
            }
        }

        return indices;
    }

    private static int Level(byte value, int threshold) => ((value * (Levels - 1) * 16) + (255 * threshold)) / (255 * 16);

    private static void WriteBand(byte[] indices, int width, StringBuilder text)
    {
        foreach (var colour in indices.Distinct())
        {
            text.Append('#').Append(Number(colour));
            var (last, count) = ('\0', 0);
            for (var x = 0; x < width; x++)
            {
                var bits = 0;
                for (var y = 0; (y * width) + x < indices.Length; y++)
                {
                    bits |= indices[(y * width) + x] == colour ? 1 << y : 0;
                }

                var sixel = (char)('?' + bits);
                if (sixel != last)
                {
                    Append(text, last, count);
                    (last, count) = (sixel, 0);
                }

                count++;
            }

            Append(text, last, count);
            text.Append('$');
        }
    }

    private static void Append(StringBuilder text, char sixel, int count)
    {
        if (count > 3)
        {
            text.Append('!').Append(Number(count)).Append(sixel);
        }
        else
        {
            text.Append(sixel, count);
        }
    }

    private static void Flush(StringBuilder text, Stream terminal)
    {
        var bytes = Encoding.ASCII.GetBytes(text.ToString());
        terminal.Write(bytes, 0, bytes.Length);
        text.Clear();
    }
}
