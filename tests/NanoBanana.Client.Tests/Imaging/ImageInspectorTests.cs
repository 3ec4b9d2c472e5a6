using System.Security.Cryptography;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Imaging;

public sealed class ImageInspectorTests
{
    public static TheoryData<string, byte[], string, int, int> Whole { get; } = new()
    {
        { "png", Pictures.Png, OutputFormats.Png, 4, 3 },
        { "jpeg", Pictures.Jpeg, OutputFormats.Jpeg, 16, 8 },
        { "jpeg with orientation", JpegBytes.Make(24, 8, orientation: 6), OutputFormats.Jpeg, 24, 8 },
        { "painted jpeg", Painted.Jpeg(64, 48), OutputFormats.Jpeg, 64, 48 },
        { "webp", Pictures.WebP, OutputFormats.WebP, 1, 1 },
        { "lossless webp", Pictures.WebPLossless, OutputFormats.WebP, 1, 1 },
        { "painted webp", Painted.WebP(30, 20), OutputFormats.WebP, 30, 20 },
    };

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_whole_image_is_recognised_by_its_bytes(string name, byte[] bytes, string format, int width, int height)
    {
        var facts = Inspect(bytes);

        Assert.True((format, width, height, (long)bytes.Length) == (facts.Format, facts.Width, facts.Height, facts.Length) && facts.Flaws.Count == 0, name);
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void An_image_cut_at_any_byte_is_refused_or_has_a_flaw(string name, byte[] bytes, string format, int width, int height)
    {
        for (var length = 0; length < bytes.Length; length++)
        {
            ImageFacts? facts = null;
            var error = Record.Exception(() => facts = Inspect(bytes[..length]));
            Assert.True(
                facts is { Flaws.Count: > 0 } || (error is ImageFormatException found && (found.Format is null || found.Format == format)),
                $"{name} {width} x {height}, cut after byte {length}: {error?.ToString() ?? "taken"}");
            Assert.True(error is not null || length > bytes.Length * 0.6, $"{name}, cut after byte {length}: taken");
        }
    }

    [Fact]
    public void Bytes_after_the_end_are_no_damage_and_count_for_the_hash()
    {
        byte[] bytes = [.. Pictures.Jpeg, 1, 2, 3];

        using var stream = new MemoryStream(bytes);
        Assert.Empty(Inspect(bytes).Flaws);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), ImageInspector.InspectAndHash(stream).Sha256);
        Assert.NotEqual(Inspect(Pictures.Jpeg).Checksum, Inspect(bytes).Checksum);
    }

    [Fact]
    public void Every_wrong_byte_of_a_png_is_noticed()
    {
        for (var at = 0; at < Pictures.Png.Length; at++)
        {
            var bytes = Pictures.Png.ToArray();
            bytes[at] ^= 0x20;
            ImageFacts? facts = null;
            Assert.True(Record.Exception(() => facts = Inspect(bytes)) is ImageFormatException || facts is { Flaws.Count: > 0 }, $"byte {at}");
        }
    }

    [Fact]
    public void A_wrong_checksum_names_the_chunk()
    {
        var bytes = Pictures.Png.ToArray();
        bytes[29] ^= 1;

        var error = Assert.Throws<ImageFormatException>(() => Inspect(bytes));
        Assert.Equal(OutputFormats.Png, error.Format);
        Assert.Contains("checksum of its IHDR chunk", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_png_without_pixels_is_damaged() =>
        Assert.Contains("contains no image", Assert.Throws<ImageFormatException>(() => Inspect(PngBytes.WithoutPixels(4, 4))).Message, StringComparison.Ordinal);

    [Fact]
    public void An_image_larger_than_the_buffer_is_walked_to_its_end()
    {
        var bytes = PngBytes.OfLength(200_000);

        Assert.Equal((1, bytes.Length), (Inspect(bytes).Width, Inspect(bytes).Length));
        Assert.Single(Inspect(bytes[..^1]).Flaws);
    }

    [Fact]
    public void A_stream_that_gives_one_byte_at_a_time_is_read_alike()
    {
        using var drip = new DripStream(Pictures.Jpeg);

        Assert.Equal(Inspect(Pictures.Jpeg).Checksum, ImageInspector.Inspect(drip).Checksum);
    }

    [Theory]
    [InlineData("", "an empty file")]
    [InlineData("hello, this is text", "plain text")]
    [InlineData("  <html><body>expired</body></html>", "HTML or XML")]
    [InlineData("GIF89a......", "GIF")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("RIFF\u0004\0\0\0WAVEfmt ", "")]
    public void What_is_no_image_is_named(string content, string name)
    {
        var error = Assert.Throws<ImageFormatException>(() => Inspect([.. content.Select(each => (byte)each)]));

        Assert.Null(error.Format);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    private static ImageFacts Inspect(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return ImageInspector.Inspect(stream);
    }

    private sealed class DripStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));
    }
}
