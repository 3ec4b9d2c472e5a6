using NanoBanana.Client.Imaging;
using NanoBanana.Client.Imaging.Metadata;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Imaging;

public sealed class OrientationTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Bench _bench = new(ProviderNames.Pixazo);

    public void Dispose()
    {
        _folder.Dispose();
        _bench.Dispose();
    }

    [Theory]
    [InlineData(1, 16, 8)]
    [InlineData(3, 16, 8)]
    [InlineData(4, 16, 8)]
    [InlineData(5, 8, 16)]
    [InlineData(6, 8, 16)]
    [InlineData(8, 8, 16)]
    public void The_size_is_the_one_that_a_viewer_shows(int orientation, int width, int height)
    {
        var path = _folder.Put("turned.jpg", JpegBytes.Make(16, 8, orientation));

        var file = _bench.Prepare("x", SourceImage.FromFile(path)).Files[0]!;

        Assert.Equal((width, height), file.OrientedSize());
    }

    // found by the fuzz program: the general reader of metadata threw at each of these, or gave a number that no viewer knows
    [Theory]
    [InlineData(0, 1)]
    [InlineData(9, 1)]
    [InlineData(255, 1)]
    [InlineData(6, 6)]
    public void Only_one_to_eight_are_orientations(int stated, int read) => Assert.Equal(read, ImageOrientation.Read(new MemoryStream(JpegBytes.Make(16, 8, stated))));

    [Theory]
    [InlineData(OutputFormats.Png)]
    [InlineData(OutputFormats.Jpeg)]
    [InlineData(OutputFormats.WebP)]
    public void It_is_found_in_every_format(string format)
    {
        var whole = format switch { OutputFormats.Png => Pictures.Png, OutputFormats.Jpeg => Pictures.Jpeg, _ => Pictures.WebPExtended(4, 3) };
        using var turned = new MemoryStream();
        MetadataStripper.Copy(new MemoryStream(whole), turned, format, orientation: 6);

        Assert.Equal((1, 6), (ImageOrientation.Read(new MemoryStream(whole)), ImageOrientation.Read(turned)));
    }

    /// <summary>A reader of all metadata would unpack it: some kilobytes expand to any number of gigabytes.</summary>
    [Fact]
    public void Packed_texts_are_not_unpacked()
    {
        var image = PngBytes.WithChunk("zTXt", [.. "Raw profile type exif\0\0"u8, .. PngBytes.Zeros(64 * 1024 * 1024)]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(1, ImageOrientation.Read(new MemoryStream(image)));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
    }

    [Fact]
    public void A_whole_image_with_spoilt_metadata_is_taken_as_it_is_stored()
    {
        var whole = JpegBytes.Make(16, 8, orientation: 6);
        for (var at = 6; at < 38; at++)
        {
            foreach (var value in new byte[] { 0x00, 0x01, 0x7F, 0x80, 0xFF })
            {
                var bytes = whole.ToArray();
                bytes[at] = value;
                var size = _bench.Prepare("x", SourceImage.FromFile(_folder.Put("spoilt.jpg", bytes))).Files[0]!.OrientedSize();
                Assert.True(size is (16, 8) or (8, 16), $"byte {at}: {size}");
            }
        }
    }
}
