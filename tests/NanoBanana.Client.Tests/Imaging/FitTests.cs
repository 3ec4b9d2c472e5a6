using NanoBanana.Client.Imaging;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Tests.Support;
using NanoBanana.Client.Uploads;
using SkiaSharp;

namespace NanoBanana.Client.Tests.Imaging;

/// <summary>-Fit: what a gateway would not take is sent as a copy that it takes.</summary>
public sealed class FitTests : IDisposable
{
    private static readonly ModelCapabilities Small = ModelCatalog.Of(ProviderNames.Crun).First(row => row.Operation == Operations.Edit) with { MaxImageBytes = 60_000 };

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public void A_large_photograph_becomes_small_and_stands_upright(int orientation)
    {
        var path = _folder.Put("photo.jpg", Painted.Oriented(Painted.Jpeg(1600, 800, quality: 97), orientation));
        var source = Open(path);
        Assert.Contains("takes at most 60,000", source.FitReason, StringComparison.Ordinal);

        using var copy = UploadCopy.Make(source, strip: false);

        Assert.InRange(copy.File.Facts.Length, 20_000, 60_000);
        Assert.Equal("photo.jpg", Path.GetFileName(copy.File.Path));
        Assert.Contains("sent as", copy.Done, StringComparison.Ordinal);
        Assert.Equal(1, ImageOrientation.Read(copy.File.Path));
        using var picture = SKBitmap.Decode(copy.File.Path);
        Assert.Equal(orientation == 6, picture.Height > picture.Width);
        var red = orientation switch { 1 => picture.GetPixel(3, 3), 3 => picture.GetPixel(picture.Width - 4, picture.Height - 4), _ => picture.GetPixel(picture.Width - 4, 3) };
        Assert.True(red is { Red: > 190, Green: < 70 }, red.ToString());
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg, 1)]
    [InlineData(SKEncodedImageFormat.Jpeg, 6)]
    [InlineData(SKEncodedImageFormat.Webp, 1)]
    public void A_photograph_with_more_pixels_than_any_model_makes_is_never_unpacked_whole(SKEncodedImageFormat format, int orientation)
    {
        var whole = Painted.Make(format, 5000, 3600);
        var path = _folder.Put("photo." + format, orientation is 1 ? whole : Painted.Oriented(whole, orientation));
        var source = SourceFile.Open(SourceImage.FromFile(path), Small with { MaxImageBytes = whole.Length - 1 }, fit: true);

        using var copy = UploadCopy.Make(source, strip: false);

        using var picture = SKBitmap.Decode(copy.File.Path);
        Assert.Equal(orientation is 1 ? (4375, 3150) : (3150, 4375), (picture.Width, picture.Height));
        Assert.InRange(copy.File.Facts.Length, whole.Length / 10, whole.Length - 1);
        var red = orientation is 1 ? picture.GetPixel(3, 3) : picture.GetPixel(picture.Width - 4, 3);
        Assert.True(red is { Red: > 190, Green: < 70 }, red.ToString());
    }

    [Fact]
    public void Without_it_the_error_names_it()
    {
        var path = _folder.Put("photo.jpg", Painted.Jpeg(1600, 800, quality: 97));

        var error = Caught.By(ErrorIds.ImageTooLarge, () => SourceFile.Open(SourceImage.FromFile(path), Small));

        Assert.Contains("-Fit", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gif_becomes_a_png()
    {
        // 1 x 1, red
        var gif = Convert.FromBase64String("R0lGODdhAQABAIAAAP8AAAAAACwAAAAAAQABAAACAkQBADs=");
        var path = _folder.Put("dot.gif", gif);
        Caught.By(ErrorIds.ImageTypeNotSupported, () => SourceFile.Open(SourceImage.FromFile(path), Small));

        using var copy = UploadCopy.Make(Open(path), strip: false);

        Assert.Equal(("dot.png", OutputFormats.Png), (Path.GetFileName(copy.File.Path), copy.File.Facts.Format));
        using var picture = SKBitmap.Decode(copy.File.Path);
        Assert.Equal(new SKColor(255, 0, 0), picture.GetPixel(0, 0));
    }

    [Fact]
    public void A_transparent_picture_stays_transparent()
    {
        using var copy = UploadCopy.Make(Open(_folder.Put("a.png", Painted.Make(SKEncodedImageFormat.Png, 500, 400, transparent: true))), strip: false);

        using var picture = SKBitmap.Decode(copy.File.Path);
        Assert.InRange(copy.File.Facts.Length, 1, 60_000);
        Assert.Equal(0, picture.GetPixel(2, 2).Alpha);
    }

    [Fact]
    public void What_fits_is_sent_as_it_is() =>
        Assert.False(UploadCopy.IsNeeded(Open(_folder.Put("a.jpg", Painted.Jpeg(40, 30))), strip: false));

    [Fact]
    public void Nothing_stays_behind()
    {
        var copy = UploadCopy.Make(Open(_folder.Put("a.jpg", Painted.Jpeg(1600, 800, quality: 97))), strip: true);
        var place = Path.GetDirectoryName(copy.File.Path)!;
        Assert.True(Directory.Exists(place));

        copy.Dispose();

        Assert.False(Directory.Exists(place));
    }

    [Fact]
    public void What_a_killed_process_left_is_removed_and_what_a_living_one_makes_is_not()
    {
        var dead = Directory.CreateDirectory(Path.Combine(_folder.Path, "nanobanana-upload-dead")).FullName;
        File.WriteAllText(Path.Combine(dead, ".lock"), string.Empty);
        File.WriteAllText(Path.Combine(dead, "private.jpg"), "a photo");
        var begun = Directory.CreateDirectory(Path.Combine(_folder.Path, "nanobanana-upload-begun")).FullName;
        using var alive = CopyFolder.Create(_folder.Path);
        File.WriteAllText(Path.Combine(alive.Path, "private.jpg"), "a photo");

        CopyFolder.Sweep(_folder.Path);

        Assert.Equal((false, true, true), (Directory.Exists(dead), Directory.Exists(begun), File.Exists(Path.Combine(alive.Path, "private.jpg"))));
        alive.Dispose();
        Assert.False(Directory.Exists(alive.Path));
    }

    private static SourceFile Open(string path) => SourceFile.Open(SourceImage.FromFile(path), Small, fit: true);
}
