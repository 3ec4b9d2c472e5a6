using NanoBanana.Client.Imaging;
using NanoBanana.Client.Tests.Support;
using SkiaSharp;

namespace NanoBanana.Client.Tests.Imaging;

/// <summary>One picture of many.</summary>
public sealed class ContactSheetTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_image_has_its_place_and_its_name_and_a_bad_one_is_reported()
    {
        var failed = new List<NanoBananaException>();
        string[] paths = [_folder.Put("a.jpg", Painted.Jpeg(300, 200)), _folder.Put("b.webp", Painted.WebP(100, 300)), _folder.Put("none.png", "x"u8.ToArray())];
        using var file = new MemoryStream();

        ContactSheet.Write(paths, OutputFormats.Png, file, failed.Add);

        file.Position = 0;
        using var sheet = SKBitmap.Decode(file);
        Assert.Equal((12 + (2 * 252), 12 + (2 * 276)), (sheet.Width, sheet.Height));
        Assert.Equal((ErrorIds.ImageTypeNotSupported, paths[2]), (Assert.Single(failed).ErrorId, failed[0].Target));
        Assert.True(sheet.GetPixel(20, 132) is { Red: > 150, Green: < 90 }, sheet.GetPixel(20, 132).ToString());
        Assert.Contains(Enumerable.Range(12, 240), x => Enumerable.Range(254, 18).Any(y => sheet.GetPixel(x, y).Red < 150));
    }

    [Fact]
    public void A_thousand_images_stay_within_a_bound()
    {
        var path = _folder.Put("a.jpg", Painted.Jpeg(30, 20));
        using var file = new MemoryStream();

        ContactSheet.Write([.. Enumerable.Repeat(path, 1000)], OutputFormats.Jpeg, file, _ => { });

        file.Position = 0;
        using var codec = SKCodec.Create(file);
        Assert.InRange((long)codec.Info.Width * codec.Info.Height, 1, 40_000_000);
    }
}
