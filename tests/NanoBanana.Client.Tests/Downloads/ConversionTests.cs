using NanoBanana.Client.Downloads;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Tests.Support;
using SkiaSharp;

namespace NanoBanana.Client.Tests.Downloads;

/// <summary>Another format or size, and the one file that -OutFile names.</summary>
public sealed class ConversionTests : IDisposable
{
    private readonly SaveBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(OutputFormats.Jpeg, "task-1.jpg")]
    [InlineData(OutputFormats.WebP, "task-1.webp")]
    [InlineData(OutputFormats.Png, "task-1.png")]
    public async Task Each_format_becomes_each(string format, string name)
    {
        _bench.Http.Answer(Painted.Jpeg(300, 200)).Answer(Painted.WebP(300, 200)).Answer(Painted.Png(300, 200));
        for (var i = 0; i < 3; i++)
        {
            var saved = await _bench.SaveAsync(options: _bench.Options with { Force = true, ConvertTo = new ImageConversion(format, MaxEdge: 90) });
            using var file = File.OpenRead(saved.Path);
            var facts = ImageInspector.Inspect(file);
            Assert.Equal((format, 90, 60), (facts.Format, facts.Width, facts.Height));
        }

        Assert.StartsWith(name[..6], _bench.Folder.Names[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_fits_already_is_not_touched()
    {
        var jpeg = Painted.Jpeg(300, 200);
        _bench.Http.Answer(jpeg);

        var saved = await _bench.SaveAsync(options: _bench.Options with { ConvertTo = new ImageConversion(OutputFormats.Jpeg, MaxEdge: 300) });

        Assert.Equal(jpeg, await File.ReadAllBytesAsync(saved.Path));
    }

    [Fact]
    public async Task The_most_bytes_are_kept_and_the_orientation_applied()
    {
        _bench.Http.Answer(Painted.Oriented(Painted.Jpeg(900, 600, quality: 98), 6));

        var saved = await _bench.SaveAsync(options: _bench.Options with { ConvertTo = new ImageConversion(OutputFormats.Jpeg, MaxBytes: 30_000) });

        Assert.InRange(new FileInfo(saved.Path).Length, 15_000, 30_000);
        using var picture = SKBitmap.Decode(saved.Path);
        Assert.Equal(2 * picture.Width, (int)Math.Round(picture.Height * 4 / 3.0));
    }

    [Fact]
    public async Task What_is_transparent_is_white_in_a_jpeg()
    {
        _bench.Http.Answer(Painted.Make(SKEncodedImageFormat.Png, 60, 40, transparent: true));

        var saved = await _bench.SaveAsync(options: _bench.Options with { ConvertTo = new ImageConversion(OutputFormats.Jpeg) });

        using var picture = SKBitmap.Decode(saved.Path);
        Assert.True(picture.GetPixel(4, 20) is { Red: > 245, Green: > 245, Blue: > 245 }, picture.GetPixel(4, 20).ToString());
    }

    [Fact]
    public async Task A_wide_gamut_stays_wide()
    {
        using var p3 = SKColorSpace.CreateRgb(SKColorSpaceTransferFn.Srgb, SKColorSpaceXyz.DisplayP3);
        _bench.Http.Answer(Painted.Make(SKEncodedImageFormat.Png, 60, 40, colours: p3));

        var saved = await _bench.SaveAsync(options: _bench.Options with { ConvertTo = new ImageConversion(OutputFormats.Jpeg) });

        using var codec = SKCodec.Create(saved.Path);
        Assert.False(codec!.Info.ColorSpace!.IsSrgb);
    }

    [Fact]
    public async Task The_one_file_goes_to_one_image_and_the_second_says_so()
    {
        _bench.Http.Answer(Painted.Png(4, 4)).Answer(Painted.Png(4, 4));
        var path = Path.Combine(_bench.Folder.Path, "hero.png");
        var saver = _bench.Saver();
        var options = _bench.Options with { OutFile = path };

        var saved = await _bench.SaveAsync(SaveBench.Task(SaveBench.Url), options, saver: saver);
        var error = await Caught.ByAsync(ErrorIds.OutFileTaken, () => _bench.SaveAsync(SaveBench.Task("https://cdn.example.com/b.png"), options, saver: saver));

        Assert.Equal(path, saved.Path);
        Assert.Contains("hero.png", error.Message, StringComparison.Ordinal);
        await Caught.ByAsync(ErrorIds.FileExists, () => _bench.SaveAsync(SaveBench.Task("https://cdn.example.com/b.png"), options));
        Assert.Equal(path, (await _bench.SaveAsync(SaveBench.Task("https://cdn.example.com/b.png"), options with { Force = true })).Path);
        Assert.Equal(["hero.png"], _bench.Folder.Names);
    }

    [Theory]
    [InlineData("hero.jpg", "png")]
    [InlineData("hero.gif", null)]
    [InlineData("hero", "png")]
    public async Task An_ending_that_lies_is_refused_before_the_download(string name, string? format)
    {
        await Caught.ByAsync(ErrorIds.OutFileEnding, () => _bench.SaveAsync(SaveBench.Task(SaveBench.Url) with { Request = new ImageRequest { OutputFormat = format } }, _bench.Options with { OutFile = Path.Combine(_bench.Folder.Path, name) }));

        Assert.Empty(_bench.Http.Sent);
    }

    [Fact]
    public async Task A_result_of_another_format_gets_an_ending_that_is_true()
    {
        _bench.Http.Answer(Painted.Jpeg(4, 4));

        var saved = await _bench.SaveAsync(SaveBench.Task(SaveBench.Url), _bench.Options with { OutFile = Path.Combine(_bench.Folder.Path, "hero.png") });

        Assert.Equal("hero.jpg", Path.GetFileName(saved.Path));
        Assert.Contains("JPEG", Assert.Single(_bench.Log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_another_ending_is_not_replaced_by_force()
    {
        _bench.Http.Answer(Painted.Jpeg(4, 4));
        var other = _bench.Folder.Put("hero.jpg", [1, 2, 3]);

        var error = await Caught.ByAsync(ErrorIds.FileExists, () =>
            _bench.SaveAsync(SaveBench.Task(SaveBench.Url), _bench.Options with { OutFile = Path.Combine(_bench.Folder.Path, "hero.png"), Force = true }));

        Assert.Equal(other, error.Target);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(other));
        Assert.Equal(["hero.jpg"], _bench.Folder.Names);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_same_command_again_finds_the_file_that_got_another_ending(bool force)
    {
        _bench.Http.Answer(Painted.Jpeg(4, 4)).Answer(Painted.Jpeg(4, 4));
        var options = _bench.Options with { OutFile = Path.Combine(_bench.Folder.Path, "hero.png"), Force = force };

        var first = await _bench.SaveAsync(SaveBench.Task(SaveBench.Url), options);
        var second = await _bench.SaveAsync(SaveBench.Task(SaveBench.Url), options);

        Assert.Equal(("hero.jpg", first.Path), (Path.GetFileName(first.Path), second.Path));
        Assert.Equal(["hero.jpg"], _bench.Folder.Names);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task A_file_where_the_sidecar_belongs_is_replaced_by_force_only_and_told_of_otherwise(bool force, int warnings)
    {
        _bench.Http.Answer(Painted.Png(4, 4));
        var sidecar = _bench.Folder.Put("hero.png.json", "mine"u8.ToArray());

        await _bench.SaveAsync(SaveBench.Task(SaveBench.Url), _bench.Options with { OutFile = Path.Combine(_bench.Folder.Path, "hero.png"), Sidecar = true, Force = force });

        Assert.Equal(force, File.ReadAllText(sidecar) != "mine");
        Assert.Equal(warnings, _bench.Log.Warnings.Count(each => each.Contains("hero.png.json", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_size_that_was_not_requested_is_reported()
    {
        _bench.Http.Answer(Painted.Png(40, 40)).Answer(Painted.Png(40, 40));

        var saved = await _bench.SaveAsync(SaveBench.Task(SaveBench.Url) with { Provider = ProviderNames.Pixazo, Request = new ImageRequest { AspectRatio = "16:9" } });
        await _bench.SaveAsync(SaveBench.Task(SaveBench.Url) with { Request = new ImageRequest { AspectRatio = "16:9" } }, _bench.Options with { Force = true });

        Assert.Equal((1920, 1080), (saved.RequestedWidth, saved.RequestedHeight));
        Assert.Equal(2, _bench.Log.Warnings.Count);
        Assert.Contains("instead of the requested 1920 x 1080", _bench.Log.Warnings.First(), StringComparison.Ordinal);
        Assert.Contains("is not the requested ratio 16:9", _bench.Log.Warnings.Last(), StringComparison.Ordinal);
    }
}
