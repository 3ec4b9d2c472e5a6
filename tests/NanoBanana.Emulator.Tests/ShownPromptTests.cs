using NanoBanana.Emulation.Tests.Support;
using SkiaSharp;

namespace NanoBanana.Emulation.Tests;

/// <summary>Results show what they were made of, as a decoder sees them.</summary>
public sealed class ShownPromptTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public static TheoryData<string> Providers => AllGateways.Names;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_edit_shows_its_input(string provider)
    {
        using var red = SKBitmap.Decode(await EditAsync(provider, "WWWW", await PlainAsync("red.png", 400, 300, SKColors.Red, SKEncodedImageFormat.Png)));
        using var blue = SKBitmap.Decode(await EditAsync(provider, "WWWW", await PlainAsync("blue.jpg", 400, 300, SKColors.Blue, SKEncodedImageFormat.Jpeg)));

        Assert.True(Middle(red).Red > 180 && Middle(red).Blue < 90, Middle(red).ToString());
        Assert.True(Middle(blue).Blue > 180 && Middle(blue).Red < 90, Middle(blue).ToString());
    }

    [Fact]
    public async Task An_edit_of_two_shows_both_side_by_side()
    {
        using var both = SKBitmap.Decode(await EditAsync(
            "Apikley", "WWWW", await PlainAsync("red.png", 300, 300, SKColors.Red, SKEncodedImageFormat.Png), await PlainAsync("blue.webp", 300, 300, SKColors.Blue, SKEncodedImageFormat.Webp)));

        var (left, right) = (both.GetPixel(both.Width / 4, both.Height / 4), both.GetPixel(both.Width * 3 / 4, both.Height / 4));
        Assert.True(left.Red > left.Blue + 90 && right.Blue > right.Red + 90, $"{left} {right}");
    }

    [Fact]
    public async Task A_turned_photo_stands_upright()
    {
        // Stored with red at its left; orientation 6 turns the left side to the top.
        using var bitmap = new SKBitmap(320, 160);
        bitmap.Erase(SKColors.Blue);
        bitmap.Erase(SKColors.Red, new SKRectI(0, 0, 160, 160));
        var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95).ToArray();
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        await _sandbox.PutAsync("/host/turned.jpg", [.. jpeg[..2], .. exif, .. jpeg[2..]]);

        using var result = SKBitmap.Decode(await EditAsync("Pixazo", "WWWW", _sandbox.Emulator.ImageHost + "/turned.jpg"));

        Assert.True(result.Height > result.Width);
        var (top, lower) = (result.GetPixel(result.Width / 2, result.Height / 5), result.GetPixel(result.Width / 2, result.Height * 11 / 20));
        Assert.True(top.Red > top.Blue + 90 && lower.Blue > lower.Red + 90, $"{top} {lower}");
    }

    [Fact]
    public async Task Another_prompt_is_another_picture_of_the_same_input()
    {
        var input = await PlainAsync("grey.png", 300, 300, SKColors.Gray, SKEncodedImageFormat.Png);
        using var first = SKBitmap.Decode(await EditAsync("Apikley", "WWWW", input));
        using var second = SKBitmap.Decode(await EditAsync("Apikley", "IIII", input));

        Assert.InRange(WhiteShare(first, 0.5), 0.005, 0.5);
        Assert.NotEqual(WhiteShare(first, 0.5), WhiteShare(second, 0.5));
    }

    [Fact]
    public async Task A_text_to_image_is_its_prompt_and_a_long_one_ends_in_dots()
    {
        var crun = AllGateways.Of("Crun");
        foreach (var prompt in new[] { "a", "café バナナ 🍌 \uD83C", new string('x', 19000), "one two " + new string('y', 400) })
        {
            using var picture = SKBitmap.Decode(Assert.Single(await _sandbox.ImagesAsync(crun, crun.TextBody(prompt))).Bytes);

            Assert.InRange(WhiteShare(picture, 0), 0.001, 0.6);
        }
    }

    [Theory]
    [InlineData("Crun", "caBX")]
    [InlineData("Pixazo", "JP")]
    public async Task A_sealed_image_is_whole_and_has_the_container(string provider, string mark)
    {
        using var sandbox = new Sandbox("sealed-image*1");
        var probe = AllGateways.Of(provider);
        var url = probe.Urls(await sandbox.EndOfAsync(probe, await sandbox.AcceptAsync(probe, probe.TextBody("x"))))[0];

        var (sealedImage, plain) = ((await sandbox.GetAsync(url)).Bytes, (await sandbox.GetAsync(url)).Bytes);

        var text = System.Text.Encoding.Latin1.GetString(sealedImage);
        Assert.Contains(mark, text, StringComparison.Ordinal);
        Assert.Contains("jumdc2pa\0\x11\0\x10", text, StringComparison.Ordinal);
        using var first = SKBitmap.Decode(sealedImage);
        using var second = SKBitmap.Decode(plain);
        Assert.Equal(second.GetPixelSpan().ToArray(), first.GetPixelSpan().ToArray());
    }

    public void Dispose() => _sandbox.Dispose();

    private async Task<string> PlainAsync(string name, int width, int height, SKColor colour, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(colour);
        await _sandbox.PutAsync("/host/" + name, bitmap.Encode(format, 95).ToArray());
        return _sandbox.Emulator.ImageHost + "/" + name;
    }

    private async Task<byte[]> EditAsync(string provider, string prompt, params string[] inputs)
    {
        var probe = AllGateways.ForEdit(provider);
        return Assert.Single(await _sandbox.ImagesAsync(probe, probe.EditBody(prompt, inputs))).Bytes;
    }

    private static SKColor Middle(SKBitmap picture) => picture.GetPixel(picture.Width / 2, picture.Height / 3);

    // How much of the picture below a share of its height is letters.
    private static double WhiteShare(SKBitmap picture, double from)
    {
        var white = 0;
        var all = 0;
        for (var y = (int)(picture.Height * from); y < picture.Height; y += 4)
        {
            for (var x = 0; x < picture.Width; x += 4, all++)
            {
                var pixel = picture.GetPixel(x, y);
                white += pixel.Red > 245 && pixel.Green > 245 && pixel.Blue > 245 ? 1 : 0;
            }
        }

        return (double)white / all;
    }
}
