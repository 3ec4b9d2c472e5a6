using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Images;

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
        var path = _folder.File("turned.jpg", JpegBytes.Make(16, 8, orientation));

        var file = _bench.Prepare("x", SourceImage.FromFile(path)).Files[0]!;

        Assert.Equal((width, height), file.OrientedSize());
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
                var size = _bench.Prepare("x", SourceImage.FromFile(_folder.File("spoilt.jpg", bytes))).Files[0]!.OrientedSize();
                Assert.True(size is (16, 8) or (8, 16), $"byte {at}: {size}");
            }
        }
    }
}
