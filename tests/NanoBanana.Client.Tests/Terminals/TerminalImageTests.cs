using System.Text;
using System.Text.RegularExpressions;
using NanoBanana.Client.Compatibility;
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

    [Fact]
    public void Kitty_cannot_draw_a_jpeg_and_nothing_is_written()
    {
        using var terminal = new MemoryStream();
        var path = _folder.Put("a.jpg", Pictures.Jpeg);

        var error = Caught.By(ErrorIds.ImageNotDrawable, () => TerminalImage.Draw(path, TerminalGraphics.Kitty, 40, terminal));

        Assert.Contains("jpeg", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, terminal.Length);
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
