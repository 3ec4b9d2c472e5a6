using System.Text;
using System.Text.RegularExpressions;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Terminals;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Terminals;

public sealed partial class TerminalImageTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3072, 2)]
    [InlineData(10_000, 4)]
    public void Kitty_gets_a_png_in_chunks(int ballast, int chunks)
    {
        var png = ballast == 0 ? Pictures.Png : PngBytes.OfLength(ballast);

        var text = Draw(_folder.Put("a.png", png), TerminalGraphics.Kitty);

        var parts = KittyChunk().Matches(text);
        Assert.Equal(chunks, parts.Count);
        Assert.Equal(text, string.Concat(parts.Select(part => part.Value)) + "\n");
        Assert.Equal(["a=T,f=100,q=2,c=40,", .. Enumerable.Repeat("", chunks - 1)], parts.Select(part => part.Groups["control"].Value));
        Assert.Equal([.. Enumerable.Repeat("1", chunks - 1), "0"], parts.Select(part => part.Groups["more"].Value));
        Assert.All(parts, part => Assert.InRange(part.Groups["data"].Length, 1, 4096));
        Assert.Equal(png, Convert.FromBase64String(string.Concat(parts.Select(part => part.Groups["data"].Value))));
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("webp")]
    public void ITerm2_gets_any_image_in_one_piece(string format)
    {
        var bytes = format switch { "jpeg" => Pictures.Jpeg, "png" => PngBytes.OfLength(10_000), _ => Pictures.WebP };

        var text = Draw(_folder.Put("\u00E9\u001b]0;x.img", bytes), TerminalGraphics.ITerm2);

        var name = Convert.ToBase64String(Encoding.UTF8.GetBytes("\u00E9\u001b]0;x.img"));
        Assert.Equal($"\u001b]1337;File=name={name};size={bytes.Length};width=40;preserveAspectRatio=1;inline=1:{Convert.ToBase64String(bytes)}\a\n", text);
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("webp")]
    public void Kitty_gets_other_images_as_a_png_of_the_size_of_the_screen(string format)
    {
        var path = _folder.Put("a.img", format is "jpeg" ? Painted.Oriented(Painted.Jpeg(2000, 1000), 6) : Painted.WebP(1000, 2000));

        var text = Draw(path, TerminalGraphics.Kitty);

        var png = Convert.FromBase64String(string.Concat(KittyChunk().Matches(text).Select(part => part.Groups["data"].Value)));
        using var stream = new MemoryStream(png);
        Assert.Equal(("png", 720, 1440), ImageInspector.Inspect(stream) is var facts ? (facts.Format, facts.Width, facts.Height) : default);
    }

    [Fact]
    public void Sixel_holds_the_picture()
    {
        var text = Draw(_folder.Put("a.png", Painted.Png(60, 30)), TerminalGraphics.Sixel);

        Assert.StartsWith("\u001bP0;1;0q\"1;1;60;30#0;2;0;0;0#", text, StringComparison.Ordinal);
        Assert.EndsWith("\u001b\\\n", text, StringComparison.Ordinal);

        // five bands of six rows, each of whose passes is 60 columns wide
        var bands = text[text.IndexOf('#', text.LastIndexOf("#215;2;", StringComparison.Ordinal) + 1)..].Split('-');
        Assert.Equal(6, bands.Length);
        Assert.All(bands[..5].SelectMany(band => band.Split('$', StringSplitOptions.RemoveEmptyEntries)), pass => Assert.Equal(60, Columns(pass)));
        Assert.Contains("#180", bands[0], StringComparison.Ordinal);

        static int Columns(string pass)
        {
            var columns = 0;
            for (var at = 1 + pass.Skip(1).TakeWhile(char.IsAsciiDigit).Count(); at < pass.Length; at++)
            {
                var repeat = 1;
                if (pass[at] == '!')
                {
                    var digits = string.Concat(pass.Skip(at + 1).TakeWhile(char.IsAsciiDigit));
                    (repeat, at) = (int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture), at + 1 + digits.Length);
                }

                columns += repeat;
            }

            return columns;
        }
    }

    [Fact]
    public void What_is_no_whole_image_is_not_drawn()
    {
        using var terminal = new MemoryStream();

        Caught.By(ErrorIds.ImageTypeNotSupported, () => TerminalImage.Draw(_folder.Put("a.png", "\u001b]0;x\a"u8.ToArray()), TerminalGraphics.ITerm2, 40, terminal));
        Caught.By(ErrorIds.ImageTruncated, () => TerminalImage.Draw(_folder.Put("b.png", Pictures.Png[..44]), TerminalGraphics.Kitty, 40, terminal));
        Caught.By(ErrorIds.ImageNotFound, () => TerminalImage.Draw(Path.Combine(_folder.Path, "none.png"), TerminalGraphics.Kitty, 40, terminal));

        Assert.Equal(0, terminal.Length);
    }

    private static string Draw(string path, string protocol)
    {
        using var terminal = new MemoryStream();
        TerminalImage.Draw(path, protocol, 40, terminal);
        return Encoding.ASCII.GetString(terminal.ToArray());
    }

    [GeneratedRegex(@"\e_G(?<control>[^;]*)m=(?<more>[01]);(?<data>[A-Za-z0-9+/=]+)\e\\", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KittyChunk();
}
