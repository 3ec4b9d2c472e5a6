using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Submitting;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Imaging;

/// <summary>Local files as a request's sources, through the client's own check.</summary>
public sealed class SourceFileTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Bench _bench = new(ProviderNames.Crun);

    public void Dispose()
    {
        _folder.Dispose();
        _bench.Dispose();
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpeg")]
    [InlineData("webp")]
    public void Every_type_is_taken_whatever_its_name_says(string format)
    {
        var bytes = format switch { "png" => Pictures.Png, "jpeg" => Pictures.Jpeg, _ => Pictures.WebP };

        var request = Prepare(_folder.Put("photo.txt", bytes));

        Assert.Equal(format, Assert.Single(request.Files)!.Facts.Format);
    }

    /// <summary>On 438ef55 the pipe was opened, which hangs beyond Ctrl+C until a writer opens it.</summary>
    [Theory]
    [InlineData("pipe")]
    [InlineData("device")]
    public async Task What_is_no_regular_file_is_not_opened(string kind)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var path = kind is "device" ? "/dev/zero" : Path.Combine(_folder.Path, "a.png");
        if (kind is "pipe")
        {
            using var made = System.Diagnostics.Process.Start("mkfifo", [path]);
            await made.WaitForExitAsync();
        }

        var error = Caught.By(ErrorIds.NotARegularFile, () => Prepare(path));

        Assert.Contains(kind, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_named_jpg_is_not_an_image()
    {
        var path = _folder.Put("notes.jpg", "just some notes"u8.ToArray());

        var error = Caught.By(ErrorIds.ImageTypeNotSupported, () => Prepare(path));
        Assert.Contains("plain text", error.Message, StringComparison.Ordinal);
        Assert.Equal(path, error.Target);
    }

    [Fact]
    public void An_image_cut_at_any_byte_is_truncated_or_of_no_known_type()
    {
        foreach (var whole in new[] { Pictures.Png, Painted.Jpeg(48, 48), Painted.WebP(64, 64) })
        {
            for (var length = 0; length < whole.Length * 0.6; length += 3)
            {
                var path = _folder.Put("cut", whole[..length]);
                var error = Assert.Throws<NanoBananaException>(() => Prepare(path));
                Assert.True(error.ErrorId is ErrorIds.ImageTruncated or ErrorIds.ImageTypeNotSupported, error.ToString());
                Assert.True(length < 12 || error.ErrorId == ErrorIds.ImageTruncated, $"cut after byte {length}: {error.Message}");
            }
        }
    }

    [Fact]
    public void A_truncated_image_is_named_with_its_format_and_place()
    {
        var error = Caught.By(ErrorIds.ImageTruncated, () => Prepare(_folder.Put("half.png", Pictures.Png[..40])));

        Assert.Contains("png image", error.Message, StringComparison.Ordinal);
        Assert.Contains("ends at byte 40", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_mebibytes_are_taken_and_one_byte_more_is_not()
    {
        const int Limit = 10 * 1024 * 1024;
        var overhead = PngBytes.OfLength(0).Length;

        Assert.Equal(Limit, Prepare(_folder.Put("limit.png", PngBytes.OfLength(Limit - overhead))).Files[0]!.Facts.Length);
        var error = Caught.By(ErrorIds.ImageTooLarge, () => Prepare(_folder.Put("more.png", PngBytes.OfLength(Limit - overhead + 1))));
        Assert.Contains("10,485,761", error.Message, StringComparison.Ordinal);
        Assert.Contains("10,485,760", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var source = SourceImage.FromFile(Path.Combine(_folder.Path, "gone.png"));

        var error = Caught.By(ErrorIds.ImageNotFound, () => _bench.Prepare("x", source));
        Assert.Equal($"The file '{source.Path}' does not exist.", error.Message);
    }

    [Fact]
    public void A_missing_folder_is_a_missing_file() =>
        Caught.By(ErrorIds.ImageNotFound, () => Prepare(Path.Combine(_folder.Path, "no", "where.png")));

    [Fact]
    public void A_folder_cannot_be_read_as_an_image() => Caught.By(ErrorIds.ImageUnreadable, () => Prepare(_folder.Path));

    private NanoBanana.Client.Submitting.PreparedRequest Prepare(string path) => _bench.Prepare("x", SourceImage.FromFile(path));
}
