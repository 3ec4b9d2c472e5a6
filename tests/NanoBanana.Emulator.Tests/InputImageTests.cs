using System.Text;
using NanoBanana.Emulation.Tests.Support;

namespace NanoBanana.Emulation.Tests;

/// <summary>Inputs of this machine are fetched and judged by content; inputs elsewhere are checked for form only.</summary>
public sealed class InputImageTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Theory]
    [MemberData(nameof(AllGateways.Names), MemberType = typeof(AllGateways))]
    public async Task A_good_input_is_fetched_from_the_emulator_itself(string provider)
    {
        var probe = AllGateways.ForEdit(provider);
        var url = await HostAsync("in.png", SmallImages.Png(300, 200));

        var reply = await _sandbox.EndOfAsync(probe, await _sandbox.AcceptAsync(probe, probe.EditBody("x", url)));

        Assert.True(probe.HasSucceeded(reply));
        Assert.Equal(1, _sandbox.Emulator.ChargeCount);
    }

    [Theory]
    [MemberData(nameof(AllGateways.Names), MemberType = typeof(AllGateways))]
    public async Task An_input_that_is_missing_or_no_image_fails_the_task_uncharged(string provider)
    {
        var probe = AllGateways.ForEdit(provider);
        var text = await HostAsync("in.png", Encoding.UTF8.GetBytes("<html>not an image</html>"));
        var cut = await HostAsync("cut.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16]);
        var large = await HostAsync("large.png", [.. SmallImages.Png(10, 10), .. new byte[10 * 1024 * 1024]]);
        var good = await HostAsync("good.png", SmallImages.Png(10, 10));
        foreach (var images in new[] { [text], [cut], [large], [_sandbox.Emulator.ImageHost + "/nowhere.png"], new[] { good, text } })
        {
            var reply = await _sandbox.EndOfAsync(probe, await _sandbox.AcceptAsync(probe, probe.EditBody("x", images)));
            Assert.True(probe.HasFailed(reply));
        }

        Assert.Equal(5, _sandbox.Emulator.TaskCount);
        Assert.Equal(0, _sandbox.Emulator.ChargeCount);
    }

    [Fact]
    public async Task Inputs_elsewhere_are_not_fetched()
    {
        var pixazo = AllGateways.ForEdit("Pixazo");

        var reply = await _sandbox.EndOfAsync(pixazo, await _sandbox.AcceptAsync(pixazo, pixazo.EditBody("x", "https://nowhere.invalid/a.png")));

        Assert.True(pixazo.HasSucceeded(reply));
    }

    [Fact]
    public async Task A_result_can_be_the_next_input()
    {
        var crun = AllGateways.Of("Crun");
        var first = crun.Urls(await _sandbox.EndOfAsync(crun, await _sandbox.AcceptAsync(crun, crun.TextBody("x"))))[0];

        Assert.True(crun.HasSucceeded(await _sandbox.EndOfAsync(crun, await _sandbox.AcceptAsync(crun, crun.EditBody("y", first)))));
    }

    [Theory]
    [InlineData("png", 3000, 2000, 1800, 1200, "0.1236")]
    [InlineData("jpeg", 1000, 1010, 1024, 1024, "0.06")]
    [InlineData("jpeg-turned", 4000, 3000, 1080, 1440, "0.0888")]
    [InlineData("webp", 2100, 900, 2560, 1096, "0.1608")]
    public async Task Pixazos_edit_follows_the_first_image(string kind, int width, int height, int resultWidth, int resultHeight, string usd)
    {
        var pixazo = AllGateways.ForEdit("Pixazo");
        var url = await HostAsync("in", SmallImages.Of(kind, width, height));

        var image = Assert.Single(await _sandbox.ImagesAsync(pixazo, pixazo.EditBody("x", url)));

        var file = ImageFile.Read(image.Bytes);
        Assert.Equal((resultWidth, resultHeight), (file.Width, file.Height));
        Assert.Equal(decimal.Parse(usd, System.Globalization.CultureInfo.InvariantCulture), Assert.Single(_sandbox.Emulator.Charges).Amount);
    }

    [Theory]
    [InlineData("Crun")]
    [InlineData("Apikley")]
    [InlineData("AigptImage")]
    public async Task Auto_follows_the_first_image_and_is_square_without_one(string provider)
    {
        var edit = AllGateways.ForEdit(provider);
        var url = await HostAsync("in", SmallImages.Png(900, 1600));
        var body = edit.EditBody("x", url);
        edit.InputOf(body)[edit.RatioField] = "auto";
        var text = edit.TextBody("x");
        edit.InputOf(text)[edit.RatioField] = "auto";

        Assert.Equal(1920, ImageFile.Read(Assert.Single(await _sandbox.ImagesAsync(edit, body)).Bytes).Height);
        Assert.Equal(1024, ImageFile.Read(Assert.Single(await _sandbox.ImagesAsync(edit, text)).Bytes).Height);
    }

    public void Dispose() => _sandbox.Dispose();

    private async Task<string> HostAsync(string name, byte[] bytes)
    {
        var url = $"{_sandbox.Emulator.ImageHost}/{Guid.NewGuid():N}/{name}";
        Assert.Equal(201, (await _sandbox.PutAsync(url, bytes)).Status);
        return url;
    }
}
