using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Images;

/// <summary>
/// Paints a task's result, so that a mix-up is seen: an edit is its inputs, tinted and framed, with the prompt below; a text to
/// image is its prompt. Tint and background differ from result to result.
/// </summary>
internal static class ResultPainter
{
    private const double TintShare = 0.2;
    private const double TextShare = 0.9;
    private const double CaptionShare = 0.4;
    private const int Frame = 2;

    public static Picture Paint(EmulatedTask task, string ratio, int index)
    {
        var seed = Seed(string.Format(CultureInfo.InvariantCulture, "{0}#{1}", task.Id, index));
        var palette = Palette.From(seed);
        var picture = new Picture(task.Order.Size(ratio));
        var sources = task.Sources;
        if (sources.Count > 0)
        {
            PaintSources(picture, sources, palette[Palette.Steps + (seed[8] % Palette.Steps)]);
        }
        else
        {
            Background.Paint(picture, seed, palette);
        }

        var text = index == 0 ? task.Order.Prompt : string.Format(CultureInfo.InvariantCulture, "#{0} {1}", index + 1, task.Order.Prompt);
        Lettering.Write(picture, text, sources.Count > 0 ? CaptionShare : TextShare, isAtBottom: sources.Count > 0);
        return picture;
    }

    private static byte[] Seed(string text)
    {
        using var hash = SHA256.Create();
        return hash.ComputeHash(Encoding.UTF8.GetBytes(text));
    }

    private static void PaintSources(Picture picture, IReadOnlyList<SourcePicture> sources, Colour tint)
    {
        var across = (int)Math.Ceiling(Math.Sqrt(sources.Count));
        var down = (sources.Count + across - 1) / across;
        for (var row = 0; row < picture.Rows; row++)
        {
            for (var column = 0; column < picture.Columns; column++)
            {
                var isFrame = column < Frame || row < Frame || column >= picture.Columns - Frame || row >= picture.Rows - Frame;
                picture.Set(column, row, isFrame ? tint : Source(column, row).With(tint, TintShare));
            }
        }

        Colour Source(int column, int row)
        {
            var (fieldX, x) = Part(column, picture.Columns, across);
            var (fieldY, y) = Part(row, picture.Rows, down);
            var shown = sources[Math.Min((fieldY * across) + fieldX, sources.Count - 1)];
            return Covering(shown, x, y, (double)picture.Columns / across / ((double)picture.Rows / down));
        }
    }

    // Which of several fields a cell is in, and where in it, from 0 to 1.
    private static (int Field, double Place) Part(int cell, int cells, int fields)
    {
        var place = (cell + 0.5) * fields / cells;
        var field = Math.Min(fields - 1, (int)place);
        return (field, place - field);
    }

    // The source fills its field and is cut if it is too wide or too high for it.
    private static Colour Covering(SourcePicture source, double x, double y, double fieldRatio)
    {
        var sourceRatio = (double)source.Width / source.Height;
        var (shareX, shareY) = sourceRatio > fieldRatio ? (fieldRatio / sourceRatio, 1.0) : (1.0, sourceRatio / fieldRatio);
        var fromX = (int)((0.5 + ((x - 0.5) * shareX)) * source.Width);
        var fromY = (int)((0.5 + ((y - 0.5) * shareY)) * source.Height);
        return source[Math.Min(Math.Max(fromX, 0), source.Width - 1), Math.Min(Math.Max(fromY, 0), source.Height - 1)];
    }
}
