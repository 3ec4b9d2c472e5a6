using System.Text;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Imaging.Metadata;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Imaging;

/// <summary>A copy that leaves the company says what the picture shows, and nothing else.</summary>
public sealed class MetadataStripperTests
{
    private static readonly byte[] Icc = Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, .. "a colour profile"u8]);

    private static readonly byte[] Private =
    [
        .. Segment(0xE1, [.. "Exif\0\0"u8, .. "52.5 N SECRET"u8]),
        .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. "<x>SECRET</x>"u8]),
        .. Segment(0xED, [.. "Photoshop 3.0\0SECRET"u8]),
        .. Segment(0xFE, [.. "SECRET"u8]),
        .. Segment(0xEC, [.. "SECRET"u8]),
    ];

    [Fact]
    public void A_JPEG_keeps_its_picture_and_profile_and_loses_the_rest()
    {
        var plain = JpegBytes.Make(20, 10);
        byte[] full = [.. plain[..2], .. Private, .. Icc, .. plain[2..], .. "SECRET behind the end"u8];

        var (copy, removed) = Strip(full, OutputFormats.Jpeg);

        Assert.Equal([.. plain[..2], .. Icc, .. plain[2..]], copy);
        Assert.Equal(["EXIF", "XMP", "IPTC", "a comment", "an APP12 segment", "21 bytes after the image"], removed);
    }

    [Fact]
    public void A_JPEG_of_several_scans_is_copied_whole()
    {
        var progressive = JpegBytes.Progressive(20, 10);
        var fill = progressive.AsSpan().IndexOf(new byte[] { 0xFF, 0xFF, 0xC4 });

        // a marker needs one fill byte only
        Assert.Equal([.. progressive[..fill], .. progressive[(fill + 1)..]], Strip(progressive, OutputFormats.Jpeg).Copy);
    }

    [Fact]
    public void A_PNG_loses_text_time_and_what_is_appended()
    {
        var plain = PngBytes.Make(9, 7);
        const int BehindHeader = 8 + 25;
        byte[] full = [.. plain[..BehindHeader], .. Chunk("tEXt"), .. Chunk("iTXt"), .. Chunk("tIME"), .. Chunk("eXIf"), .. plain[BehindHeader..], .. "SECRET"u8];

        var (copy, removed) = Strip(full, OutputFormats.Png);

        Assert.Equal(plain, copy);
        Assert.Equal(["text (XMP, IPTC or comments)", "a time", "EXIF", "6 bytes after the image"], removed);
    }

    [Fact]
    public void A_WebP_loses_its_chunks_and_says_so_in_its_header()
    {
        var (copy, removed) = Strip(WebP(flags: 0x2C, [.. RiffChunk("EXIF"), .. RiffChunk("XMP ")]), OutputFormats.WebP);

        Assert.Equal(WebP(flags: 0x20, []), copy);
        Assert.Equal(["EXIF", "XMP"], removed);
    }

    [Theory]
    [InlineData(OutputFormats.Jpeg)]
    [InlineData(OutputFormats.Png)]
    public void The_orientation_stays(string format)
    {
        using var folder = new TempFolder();
        var source = format is OutputFormats.Jpeg ? JpegBytes.Make(20, 10) : PngBytes.Make(20, 10);
        var (copy, _) = Strip(source, format, orientation: 6);
        var path = folder.Put("turned." + format, copy);

        var facts = ImageInspector.Inspect(new MemoryStream(copy));

        Assert.Equal((20, 10), (facts.Width, facts.Height));
        Assert.Equal((10, 20), ImageOrientation.Oriented(path, facts));
    }

    /// <summary>An allow list: unknown data is removed as well.</summary>
    [Theory]
    [InlineData("caBX", "Content Credentials")]
    [InlineData("mkBT", "a mkBT chunk")]
    [InlineData("pHYs", "a resolution")]
    [InlineData("sBIT", "a sBIT chunk")]
    public void A_PNG_loses_private_chunks(string type, string name)
    {
        var (copy, removed) = Strip(PngBytes.WithChunk(type, [.. "SECRET"u8]), OutputFormats.Png);

        Assert.Equal(name, Assert.Single(removed));
        Assert.Equal(PngBytes.Make(1, 1), copy);
    }

    [Theory]
    [InlineData("exif")]
    [InlineData("PSAI")]
    [InlineData("C2PA")]
    [InlineData("XMP\0")]
    public void A_WebP_loses_private_chunks(string type) => Assert.Equal(WebP(flags: 0x20, []), Strip(WebP(flags: 0x20, RiffChunk(type)), OutputFormats.WebP).Copy);

    [Fact]
    public void A_JPEG_keeps_JFIF_without_its_thumbnail_and_resolution()
    {
        var plain = JpegBytes.Make(20, 10);
        byte[] jfif = [.. "JFIF\0"u8, 1, 2, 1, 1, 44, 1, 44, 1, 1, .. "SECRET"u8.ToArray().Take(3)];

        var (copy, removed) = Strip([.. plain[..2], .. Segment(0xE0, jfif), .. plain[2..]], OutputFormats.Jpeg);

        Assert.Equal(["a thumbnail"], removed);
        Assert.Equal([.. plain[..2], .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]), .. plain[2..]], copy);
    }

    [Fact]
    public void What_lacks_its_end_gets_one()
    {
        Assert.Equal(Strip(Painted.Png(20, 10), OutputFormats.Png).Copy, Strip(Painted.Png(20, 10)[..^12], OutputFormats.Png).Copy);
        Assert.All(Enumerable.Range(13, 4), cut => Assert.Equal(Strip(Painted.Png(20, 10), OutputFormats.Png).Copy, Strip(Painted.Png(20, 10)[..^cut], OutputFormats.Png).Copy));
        Assert.Equal(JpegBytes.Make(20, 10), Strip(JpegBytes.Make(20, 10)[..^2], OutputFormats.Jpeg).Copy);
    }

    /// <summary>Decoders may have every row of a file that ends behind the beginning of its pixels: the copy is as whole, and its sizes are right.</summary>
    [Fact]
    public void A_webp_cut_before_its_pixels_is_an_error_and_a_later_cut_is_copied()
    {
        var whole = WebP(0x20, []);
        var pixels = whole.AsSpan().IndexOf("VP8L"u8) + 8;

        Assert.All(Enumerable.Range(12, pixels - 12), length => Assert.Throws<ImageFormatException>(() => Strip(whole[..length], OutputFormats.WebP)));
        Assert.All(Enumerable.Range(pixels, whole.Length - pixels), length =>
        {
            var copy = Strip(whole[..length], OutputFormats.WebP).Copy;
            Assert.Equal(copy.Length - 8, BitConverter.ToInt32(copy, 4));
            Assert.Equal(length - pixels, BitConverter.ToInt32(copy, pixels - 4));
            Assert.Equal(whole[pixels..length], copy[pixels..length]);
        });
    }

    private static (byte[] Copy, IReadOnlyList<string> Removed) Strip(byte[] image, string format, int orientation = 1)
    {
        using var target = new MemoryStream();
        var removed = MetadataStripper.Copy(new MemoryStream(image), target, format, orientation);
        Assert.Equal(-1, target.ToArray().AsSpan().IndexOf("SECRET"u8));
        return (target.ToArray(), removed);
    }

    private static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    private static byte[] Chunk(string type) => [0, 0, 0, 6, .. Encoding.ASCII.GetBytes(type), .. "SECRET"u8, 0, 0, 0, 0];

    private static byte[] RiffChunk(string type) => [.. Encoding.ASCII.GetBytes(type), 7, 0, 0, 0, .. "SECRET!"u8, 0];

    private static byte[] WebP(byte flags, byte[] metadata)
    {
        byte[] body =
        [
            .. "WEBPVP8X"u8, 10, 0, 0, 0, flags, 0, 0, 0, 19, 0, 0, 9, 0, 0,
            .. "ICCP"u8, 4, 0, 0, 0, 1, 2, 3, 4,
            .. "VP8L"u8, 6, 0, 0, 0, 0x2F, 19, 0x40, 2, 0, 0,
            .. metadata,
        ];
        return [.. "RIFF"u8, (byte)body.Length, 0, 0, 0, .. body];
    }
}
