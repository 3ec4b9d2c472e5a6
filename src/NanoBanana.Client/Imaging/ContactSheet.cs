using NanoBanana.Client.Imaging.Pixels;
using SkiaSharp;

namespace NanoBanana.Client.Imaging;

/// <summary>One picture of many images, each with its file name: an overview of a batch as PNG or JPEG.</summary>
public static class ContactSheet
{
    private const int Widest = 8;
    private const int Cell = 240;
    private const int SmallestCell = 64;
    private const int Gap = 12;
    private const int Label = 24;
    private const float TextSize = 13;

    /// <summary>A sheet of more pixels is made of smaller cells.</summary>
    private const long MostPixels = 40_000_000;

    /// <summary>Draws the sheet.</summary>
    /// <param name="images">Full paths.</param>
    /// <param name="format">One of <see cref="OutputFormats"/>.</param>
    /// <param name="target">The stream that the file is written to.</param>
    /// <param name="failed">Called with the error of each image that cannot be drawn; its place on the sheet is crossed out.</param>
    /// <exception cref="NanoBananaException"><c>ImagingNotAvailable</c>.</exception>
    /// <exception cref="IOException">The sheet does not fit in memory, or cannot be written.</exception>
    public static void Write(IReadOnlyList<string> images, string format, Stream target, Action<NanoBananaException> failed)
    {
        SkiaLibrary.Require("A contact sheet");
        var columns = Math.Min(Widest, Math.Max(1, (int)Math.Ceiling(Math.Sqrt(images.Count))));
        var rows = ((images.Count - 1) / columns) + 1;
        var cell = Cell;
        while (cell > SmallestCell && Pixels(columns, rows, cell) > MostPixels)
        {
            cell -= 16;
        }

        using var srgb = SKColorSpace.CreateSrgb();
        using var sheet = new SKBitmap();
        if (!sheet.TryAllocPixels(new SKImageInfo(Side(columns, cell), Side(rows, cell + Label), SKColorType.Rgba8888, SKAlphaType.Opaque, srgb)))
        {
            throw new IOException("The sheet does not fit in memory.");
        }

        using var canvas = new SKCanvas(sheet);
        using var typeface = Font();
        using var font = new SKFont(typeface, TextSize);
        using var ink = new SKPaint { Color = new SKColor(0x33, 0x33, 0x33), IsAntialias = true };
        canvas.Clear(SKColors.White);
        for (var i = 0; i < images.Count; i++)
        {
            var place = SKRectI.Create(Gap + (i % columns * (cell + Gap)), Gap + (i / columns * (cell + Label + Gap)), cell, cell);
            Draw(canvas, images[i], place, failed);
            canvas.DrawText(Fitting(Path.GetFileName(images[i]), font, cell), place.MidX, place.Bottom + TextSize + 3, SKTextAlign.Center, font, ink);
        }

        canvas.Flush();
        PictureWriter.Write(sheet, format, quality: 90, target);
    }

    private static long Pixels(int columns, int rows, int cell) => (long)Side(columns, cell) * Side(rows, cell + Label);

    private static int Side(int count, int cell) => Gap + (count * (cell + Gap));

    private static void Draw(SKCanvas canvas, string path, SKRectI place, Action<NanoBananaException> failed)
    {
        try
        {
            using var file = SourceFile.OpenRead(path);
            using var picture = SmallPicture.Read(file, place.Width);
            var scale = Math.Min(1f, Math.Min((float)place.Width / picture.Width, (float)place.Height / picture.Height));
            var (width, height) = (picture.Width * scale, picture.Height * scale);
            using var image = SKImage.FromBitmap(picture);
            var shown = SKRect.Create(place.MidX - (width / 2), place.MidY - (height / 2), width, height);
            canvas.DrawImage(image, shown, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }
        catch (Exception error) when (ImageErrors.IsKnown(error))
        {
            using var grey = new SKPaint { Color = new SKColor(0xDD, 0xDD, 0xDD), Style = SKPaintStyle.Stroke };
            canvas.DrawRect(place, grey);
            canvas.DrawLine(place.Left, place.Top, place.Right, place.Bottom, grey);
            failed(ImageErrors.Of(error, path));
        }
    }

    private static string Fitting(string text, SKFont font, int width)
    {
        if (font.MeasureText(text) <= width)
        {
            return text;
        }

        var length = text.Length;
        while (length > 1 && font.MeasureText(text.Substring(0, length) + "…") > width)
        {
            length--;
        }

        return text.Substring(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length) + "…";
    }

    // there is no font on many systems, and Skia draws no text without one
    private static SKTypeface Font()
    {
        using var resource = typeof(ContactSheet).Assembly.GetManifestResourceStream("NanoBanana.Client.Imaging.Fonts.DejaVuSans.ttf")!;
        return SKTypeface.FromStream(resource) ?? throw new IOException("The font cannot be read.");
    }
}
