using System.Globalization;
using System.Text;
using NanoBanana.Client.Imaging;

namespace NanoBanana.Client.Terminals;

/// <summary>Draws an image file into a terminal, as its protocol wants it. The file's bytes leave in base64 only.</summary>
public static class TerminalImage
{
    /// <summary>What kitty takes at a time: 4096 characters of base64.</summary>
    private const int Chunk = 3072;

    /// <summary>Sixel counts in pixels, and a cell of a terminal is about so wide.</summary>
    private const int CellWidth = 9;

    private const string Escape = "\u001b";

    /// <summary>Draws a file.</summary>
    /// <param name="path">Full path of a PNG, JPEG or WebP image.</param>
    /// <param name="protocol"><see cref="TerminalGraphics.Kitty"/>, <see cref="TerminalGraphics.ITerm2"/> or <see cref="TerminalGraphics.Sixel"/>.</param>
    /// <param name="columns">Width on the screen, in character cells.</param>
    /// <param name="terminal">The stream that the escape sequences are written to.</param>
    /// <exception cref="NanoBananaException">
    /// <c>ImageNotFound</c>, <c>ImageUnreadable</c>, <c>ImageTypeNotSupported</c>, <c>ImageTruncated</c>, or <c>ImagingNotAvailable</c>.
    /// </exception>
    public static void Draw(string path, string protocol, int columns, Stream terminal)
    {
        try
        {
            using var file = SourceFile.OpenRead(path);
            var facts = ImageInspector.Inspect(file);
            file.Position = 0;
            switch (protocol)
            {
                case TerminalGraphics.ITerm2:
                    DrawInITerm2(file, Path.GetFileName(path), columns, terminal);
                    break;
                case TerminalGraphics.Kitty when facts.Format is OutputFormats.Png:
                    DrawInKitty(file, columns, terminal);
                    break;
                case TerminalGraphics.Kitty:
                    using (var png = SmallPicture.Png(file, columns * CellWidth * 2))
                    {
                        DrawInKitty(png, columns, terminal);
                    }

                    break;
                default:
                    using (var picture = SmallPicture.Read(file, columns * CellWidth))
                    {
                        SixelImage.Write(picture, terminal);
                    }

                    break;
            }

            Write(terminal, "\n");
            terminal.Flush();
        }
        catch (Exception error) when (ImageErrors.IsKnown(error))
        {
            throw ImageErrors.Of(error, path);
        }
    }

    // a=T transmits and shows, f=100 is PNG, q=2 keeps the terminal from answering into the user's next line
    private static void DrawInKitty(Stream file, int columns, Stream terminal)
    {
        var control = string.Format(CultureInfo.InvariantCulture, "a=T,f=100,q=2,c={0},", columns);
        foreach (var (text, isLast) in Base64(file))
        {
            Write(terminal, $"{Escape}_G{control}m={(isLast ? 0 : 1)};{text}{Escape}\\");
            control = string.Empty;
        }
    }

    private static void DrawInITerm2(Stream file, string name, int columns, Stream terminal)
    {
        var encodedName = Convert.ToBase64String(Encoding.UTF8.GetBytes(name));
        Write(terminal, FormattableString.Invariant($"{Escape}]1337;File=name={encodedName};size={file.Length};width={columns};preserveAspectRatio=1;inline=1:"));
        foreach (var (text, _) in Base64(file))
        {
            Write(terminal, text);
        }

        Write(terminal, "\a");
    }

    private static IEnumerable<(string Text, bool IsLast)> Base64(Stream file)
    {
        var buffer = new byte[Chunk];
        while (file.Position < file.Length)
        {
            var filled = 0;
            int read;
            while (filled < Chunk && (read = file.Read(buffer, filled, Chunk - filled)) > 0)
            {
                filled += read;
            }

            yield return (Convert.ToBase64String(buffer, 0, filled), file.Position == file.Length);
        }
    }

    private static void Write(Stream terminal, string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        terminal.Write(bytes, 0, bytes.Length);
    }
}
