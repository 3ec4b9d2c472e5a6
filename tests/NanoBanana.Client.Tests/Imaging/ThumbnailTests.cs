using NanoBanana.Client.Imaging;
using NanoBanana.Client.Tests.Support;
using SkiaSharp;

namespace NanoBanana.Client.Tests.Imaging;

/// <summary>Small copies: of the right size, the right way up, in the right colours, without metadata.</summary>
public sealed class ThumbnailTests
{
    // 6 × 4; the last pixel of each row, on white, as libpng reads it
    [Theory]
    [InlineData("filters 1 2 3 4", "iVBORw0KGgoAAAANSUhEUgAAAAYAAAAECAIAAAAiZtkUAAAAV0lEQVR42gFMALP/AXlCvXnfSf5jcXJsfGldg4J6kQKnD1io7oMCQmNo81Hw5Jz4NmgDdLeQSE4i7LHmQePbQ9U6EvjSBJwXXanRK6XX6IhkypWHQ4UYd5YtJguXEmhAAAAAAElFTkSuQmCC", "4dc707 45fd6f 88913f c1a98e")]
    [InlineData("a palette", "iVBORw0KGgoAAAANSUhEUgAAAAYAAAAEAgMAAADQaqbQAAAADFBMVEX/AACqAFVVAKoAAP9QAAc5AAAAFElEQVQI12NgYGAIDWBYtYDh/wcADaQD3/STlV4AAAAASUVORK5CYII=", "ff0000 aa0055 5500aa 0000ff")]
    [InlineData("half transparent", "iVBORw0KGgoAAAANSUhEUgAAAAYAAAAECAYAAACtBE5DAAAAHUlEQVQI12P8z8DQwIAFsKxmCGUgSYKRgeE/VqMAL5cFCVBJCfgAAAAASUVORK5CYII=", "ff7f7f d47fa9 a97fd4 7f7fff")]
    [InlineData("sixteen bits", "iVBORw0KGgoAAAANSUhEUgAAAAYAAAAEEAIAAABy9gVXAAAAH0lEQVQI12P8/5+BIGBZvZqBITSUCooYGRgYGAhZCQDNmwgHxPDAUAAAAABJRU5ErkJggg==", "ff0000 aa0055 5500aa 0000ff")]
    [InlineData("two bits", "iVBORw0KGgoAAAANSUhEUgAAAAYAAAAEAgAAAADC3wk+AAAAFElEQVQI12P4/4Fh1QKG0AAGBgYAIPoD36BK6QgAAAAASUVORK5CYII=", "ffffff aaaaaa 555555 000000")]
    public void Each_kind_of_png_shows_its_colours(string kind, string base64, string expected)
    {
        var picture = Made(Convert.FromBase64String(base64), 480);

        Assert.Equal((6, 4), (picture.Width, picture.Height));
        foreach (var (pixel, row) in expected.Split(' ').Select((pixel, row) => (Convert.FromHexString(pixel), row)))
        {
            var (red, green, blue) = OnWhite(picture, 5, row);

            // the copy is compressed, and its colours lie two pixels apart
            Assert.True(Math.Abs(red - pixel[0]) + Math.Abs(green - pixel[1]) + Math.Abs(blue - pixel[2]) <= 260, $"{kind}, row {row}: {red} {green} {blue}");
        }
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png, 1000, 500, 480, 240)]
    [InlineData(SKEncodedImageFormat.Png, 40, 30, 40, 30)]
    [InlineData(SKEncodedImageFormat.Jpeg, 2000, 3000, 320, 480)]
    [InlineData(SKEncodedImageFormat.Webp, 900, 300, 480, 160)]
    public void The_longer_side_is_at_most_the_edge(SKEncodedImageFormat format, int width, int height, int expectedWidth, int expectedHeight)
    {
        var thumbnail = Made(Painted.Make(format, width, height), 480);

        Assert.Equal(("image/jpeg", expectedWidth, expectedHeight), (thumbnail.ContentType, thumbnail.Width, thumbnail.Height));
        Assert.InRange(thumbnail.Bytes.Length, 1, 40_000);
        var (red, green, _) = OnWhite(thumbnail, 2, 2);
        Assert.True(red > 200 && green < 60, $"{red} {green}");
    }

    [Fact]
    public void What_is_transparent_stays_so()
    {
        var thumbnail = Made(Painted.Make(SKEncodedImageFormat.Png, 600, 300, transparent: true), 120);

        Assert.Equal(("image/webp", 120, 60), (thumbnail.ContentType, thumbnail.Width, thumbnail.Height));
        using var picture = SKBitmap.Decode(thumbnail.Bytes);
        Assert.Equal((0, 255), ((int)picture.GetPixel(10, 30).Alpha, (int)picture.GetPixel(110, 30).Alpha));
    }

    [Fact]
    public void A_jpeg_without_its_end_marker_shows_its_last_rows()
    {
        var whole = Painted.Jpeg(160, 96);

        Assert.Equal(OnWhite(Made(whole, 480), 150, 94), OnWhite(Made(whole[..^2], 480), 150, 94));
    }

    [Fact]
    public void A_wide_gamut_becomes_srgb()
    {
        using var p3 = SKColorSpace.CreateRgb(SKColorSpaceTransferFn.Srgb, SKColorSpaceXyz.DisplayP3);
        var plain = OnWhite(Made(Painted.Make(SKEncodedImageFormat.Jpeg, 64, 64), 32), 1, 1);
        var wide = OnWhite(Made(Painted.Make(SKEncodedImageFormat.Jpeg, 64, 64, colours: p3), 32), 1, 1);

        // the same numbers mean a stronger red and green there
        Assert.True(wide.Red - wide.Blue > plain.Red - plain.Blue, $"{plain} {wide}");
    }

    /// <summary>Found by the fuzz program: 120 bytes that took 2.8 GB.</summary>
    [Theory]
    [InlineData(0x10000009, 5)]
    [InlineData(1, 0x7FFFFFFF)]
    [InlineData(60_000, 60_000)]
    [InlineData(12_000, 12_000)]
    public void A_file_that_claims_an_enormous_picture_is_not_unpacked(int width, int height)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);

        Assert.Null(Thumbnail.Make(new MemoryStream(PngBytes.Claiming(width, height)), edge: 480));

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 2_000_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Orientations_put_the_red_side_where_a_viewer_does(int orientation)
    {
        var thumbnail = Made(Painted.Oriented(Painted.Jpeg(800, 400), orientation), 80);

        Assert.Equal(orientation >= 5 ? (40, 80) : (80, 40), (thumbnail.Width, thumbnail.Height));
        var (x, y) = orientation switch { 1 => (4, 4), 2 => (75, 4), 3 => (75, 35), 4 => (4, 35), 5 => (4, 4), 6 => (35, 4), 7 => (35, 75), _ => (4, 75) };
        var (red, green, _) = OnWhite(thumbnail, x, y);
        Assert.True(red > 200 && green < 60, $"{red} {green}");
        Assert.DoesNotContain("Exif", System.Text.Encoding.Latin1.GetString(thumbnail.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_pixels_in_a_whole_structure_end_nothing()
    {
        var good = Painted.Jpeg(64, 48);
        for (var at = 2; at < good.Length - 2; at += 3)
        {
            foreach (byte value in new byte[] { 0, 0x55, 0xFE })
            {
                var bad = good.ToArray();
                bad[at] = value;
                var made = Thumbnail.Make(new MemoryStream(bad), 32);
                Assert.True(made is null or { Bytes.Length: > 0 });
            }
        }
    }

    private static Thumbnail Made(byte[] file, int edge) => Thumbnail.Make(new MemoryStream(file), edge)!;

    private static (int Red, int Green, int Blue) OnWhite(Thumbnail thumbnail, int x, int y)
    {
        using var picture = SKBitmap.Decode(thumbnail.Bytes);
        var colour = picture.GetPixel(x, y);
        return (Mix(colour.Red), Mix(colour.Green), Mix(colour.Blue));

        int Mix(byte value) => ((value * colour.Alpha) + (255 * (255 - colour.Alpha))) / 255;
    }
}
