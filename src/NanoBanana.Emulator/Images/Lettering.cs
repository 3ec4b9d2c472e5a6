namespace NanoBanana.Emulation.Images;

/// <summary>Writes a text on a picture, as large as it fits; what does not fit at the smallest size ends in dots.</summary>
internal static class Lettering
{
    private const int Largest = 3;
    private const int Margin = 3;
    private const double Shade = 0.6;
    private const string Dots = "...";

    /// <param name="picture">The picture.</param>
    /// <param name="text">The text.</param>
    /// <param name="share">Most of the picture's height that the text may take, 0 to 1.</param>
    /// <param name="isAtBottom">At the bottom of the picture, else in its middle.</param>
    public static void Write(Picture picture, string text, double share, bool isAtBottom)
    {
        var drawable = Font.Drawable(text);
        var (lines, scale) = Fit(drawable, picture.Columns - (2 * Margin), (int)(picture.Rows * share) - (2 * Margin));
        if (lines.Count == 0)
        {
            return;
        }

        var height = (lines.Count * LineHeight(scale)) + Margin;
        var top = isAtBottom ? picture.Rows - height - 1 : (picture.Rows - height) / 2;
        ShadeBand(picture, top - 1, height + 1);
        for (var line = 0; line < lines.Count; line++)
        {
            var width = (lines[line].Length * LetterWidth(scale)) - scale;
            WriteLine(picture, lines[line], (picture.Columns - width) / 2, top + Margin - 1 + (line * LineHeight(scale)), scale);
        }
    }

    private static int LetterWidth(int scale) => (Font.Width + 1) * scale;

    private static int LineHeight(int scale) => (Font.Height + 2) * scale;

    private static (IReadOnlyList<string> Lines, int Scale) Fit(string text, int width, int height)
    {
        for (var scale = Largest; scale > 1; scale--)
        {
            var letters = width / LetterWidth(scale);
            var lines = Wrap(text, letters);
            if (lines.Count * LineHeight(scale) <= height && lines.All(line => line.Length <= letters))
            {
                return (lines, scale);
            }
        }

        var most = Math.Max(0, height / LineHeight(1));
        var broken = Wrap(text, Math.Max(1, width / LetterWidth(1)));
        return (broken.Count <= most ? broken : Cut(broken, most), 1);
    }

    private static List<string> Cut(List<string> lines, int most)
    {
        var cut = lines.Take(most).ToList();
        if (most > 0)
        {
            var last = cut[most - 1];
            cut[most - 1] = last.Substring(0, Math.Max(0, last.Length - Dots.Length)) + Dots;
        }

        return cut;
    }

    // Between words, and within a word that is longer than a line.
    private static List<string> Wrap(string text, int letters)
    {
        var lines = new List<string>();
        if (letters < 1)
        {
            return lines;
        }

        var line = "";
        foreach (var word in text.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            var rest = word;
            if (line.Length > 0 && line.Length + 1 + rest.Length <= letters)
            {
                line += " " + rest;
                continue;
            }

            if (line.Length > 0)
            {
                lines.Add(line);
            }

            for (; rest.Length > letters; rest = rest.Substring(letters))
            {
                lines.Add(rest.Substring(0, letters));
            }

            line = rest;
        }

        return line.Length > 0 ? [.. lines, line] : lines;
    }

    private static void ShadeBand(Picture picture, int top, int height)
    {
        for (var row = Math.Max(0, top); row < Math.Min(picture.Rows, top + height); row++)
        {
            for (var column = 0; column < picture.Columns; column++)
            {
                picture.Set(column, row, picture.Get(column, row).With(Colour.Black, Shade));
            }
        }
    }

    private static void WriteLine(Picture picture, string text, int left, int top, int scale)
    {
        for (var y = 0; y < Font.Height * scale; y++)
        {
            for (var x = 0; x < text.Length * LetterWidth(scale); x++)
            {
                var (letter, dot) = (x / LetterWidth(scale), x % LetterWidth(scale) / scale);
                var (column, row) = (left + x, top + y);
                if (dot < Font.Width && Font.IsSet(text[letter], dot, y / scale) && column >= 0 && column < picture.Columns && row >= 0 && row < picture.Rows)
                {
                    picture.Set(column, row, Colour.White);
                }
            }
        }
    }
}
