using NanoBanana.Client.Imaging;
using NanoBanana.Client.Tests.Support;
using SkiaSharp;

namespace NanoBanana.Client.Tests.Imaging;

/// <summary>Whole is an image of which a decoder gets every row, whatever else is wrong with the file.</summary>
public sealed class CompletenessTests
{
    // 32 × 24, progressive, written by libjpeg-turbo
    private static readonly byte[] Progressive = Convert.FromBase64String("/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wgARCAAYACADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAUH/8QAFwEBAQEBAAAAAAAAAAAAAAAAAAcFCP/aAAwDAQACEAMQAAABzBKaNpqpQkDoWFgf/8QAFRABAQAAAAAAAAAAAAAAAAAAABP/2gAIAQEAAQUCoooooooooooo/8QAGREAAQUAAAAAAAAAAAAAAAAAAAMUFVFh/9oACAEDAQE/AZ3Sd0drWO1rP//EABkRAAEFAAAAAAAAAAAAAAAAAAADFBZRYf/aAAgBAgEBPwGO4R3BkjQyRo//xAAUEAEAAAAAAAAAAAAAAAAAAAAw/9oACAEBAAY/Ak//xAAUEAEAAAAAAAAAAAAAAAAAAAAw/9oACAEBAAE/IU//AP/aAAwDAQACAAMAAAAQxx99/8QAFBEBAAAAAAAAAAAAAAAAAAAAIP/aAAgBAwEBPxAfJ//EABQRAQAAAAAAAAAAAAAAAAAAACD/2gAIAQIBAT8QC/8A/8QAFRABAQAAAAAAAAAAAAAAAAAAAHH/2gAIAQEAAT8QpSlKUpSlKU//2Q==");

    /// <summary>At most this many bytes of a small picture code its last block.</summary>
    private const int LastBlock = 16;

    [Fact]
    public void A_jpeg_without_its_end_marker_is_whole_and_that_is_a_flaw()
    {
        var facts = Prove(Painted.Jpeg(64, 48)[..^2]);

        Assert.Null(facts.Damage);
        Assert.Contains("it ends at byte", Assert.Single(facts.Flaws), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public void A_jpeg_cut_in_its_pixels_and_closed_again_is_not_whole(double part)
    {
        var whole = Painted.Jpeg(64, 480);

        Assert.NotNull(Prove([.. whole.AsSpan(0, (int)(whole.Length * part)), 0xFF, 0xD9]).Damage);
        Assert.NotNull(Prove(whole[..(int)(whole.Length * part)]).Damage);
    }

    /// <summary>Wherever the data end, blocks are missing; only the rest of the last block may be, as it lies in the last row.</summary>
    [Fact]
    public void A_jpeg_cut_at_any_byte_of_its_pixels_and_closed_again_is_not_whole()
    {
        var whole = Painted.Jpeg(72, 56);
        var data = whole.AsSpan().IndexOf(new byte[] { 0xFF, 0xDA }) + 14;

        Assert.Null(Prove(whole).Damage);
        Assert.All(Enumerable.Range(data, whole.Length - 2 - LastBlock - data), end => Assert.NotNull(Prove([.. whole.AsSpan(0, end), 0xFF, 0xD9]).Damage));
    }

    /// <summary>Decoders fill with this grey, so that the last block does not show whether something is missing.</summary>
    [Fact]
    public void A_jpeg_that_ends_in_the_grey_that_decoders_fill_with_is_whole_and_cut_it_is_not()
    {
        using var bitmap = SKBitmap.Decode(Painted.Png(64, 480));
        bitmap.Erase(new SKColor(128, 128, 128), new SKRectI(0, 320, 64, 480));
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        var grey = data.ToArray();

        Assert.Null(Prove(grey).Damage);
        Assert.NotNull(Prove([.. grey.AsSpan(0, grey.Length / 2), 0xFF, 0xD9]).Damage);
    }

    /// <summary>Two damaged bytes look like a segment: decoders end the scan there, and what follows is read by no decoder.</summary>
    [Fact]
    public void A_jpeg_whose_scan_breaks_off_at_a_marker_in_the_middle_is_not_whole()
    {
        var spoilt = Painted.Jpeg(64, 480);
        byte[] comment = [0xFF, 0xFE, 0, 20];
        comment.CopyTo(spoilt, spoilt.Length / 2);

        Assert.Contains("before the last row", Prove(spoilt).Damage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_jpeg_that_the_decoder_does_not_open_is_not_whole()
    {
        var spoilt = Painted.Jpeg(64, 48);
        spoilt[spoilt.AsSpan().IndexOf(new byte[] { 0xFF, 0xDB }) + 1] = 0x07;

        Assert.Contains("do not open", Prove(spoilt).Damage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_progressive_jpeg_is_whole_and_without_its_last_scans_it_is_not()
    {
        Assert.Null(Prove(Progressive).Damage);
        var lastScan = Progressive.AsSpan().LastIndexOf(new byte[] { 0xFF, 0xC4 });

        Assert.Contains("scans are missing", Prove(Progressive[..lastScan]).Damage, StringComparison.Ordinal);
        Assert.Contains("scans are missing", Assert.Single(Prove([.. Progressive[..lastScan], 0xFF, 0xD9]).Flaws), StringComparison.Ordinal);
    }

    /// <summary>Decoders read all scans before they give a row; our proof must not pass over what stops them.</summary>
    [Theory]
    [InlineData(new byte[] { 0xFF, 0xDA, 0, 8, 0xF6, 1, 0, 1, 0x3F, 0 })]
    [InlineData(new byte[] { 0xFF, 0xDA, 0, 9, 1, 1, 0, 0, 63, 0, 0 })]
    [InlineData(new byte[] { 0xFF, 0xDA, 0, 6, 0, 0, 63, 0 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0, 1 })]
    [InlineData(new byte[] { 0xFF, 0xDB, 0, 3, 0x0F })]
    [InlineData(new byte[] { 0xFF, 0xC2, 0, 2 })]
    public void A_header_without_sense_among_the_scans_of_a_jpeg_leaves_no_row(byte[] header)
    {
        var eoi = Progressive.Length - 2;
        byte[] spoilt = [.. Progressive[..eoi], .. header, .. Progressive[eoi..]];

        Assert.NotNull(Prove(spoilt).Damage);

        // of a single scan, all rows come first
        var whole = Painted.Jpeg(64, 48);
        Assert.Null(Prove([.. whole[..^2], .. header, .. whole[^2..]]).Damage);
    }

    [Fact]
    public void Stray_bytes_between_segments_of_a_jpeg_are_a_flaw()
    {
        var whole = Painted.Jpeg(64, 48);
        var facts = Prove([.. whole[..20], 1, 2, 3, .. whole[20..]]);

        Assert.Null(facts.Damage);
        Assert.Contains("unexpected bytes", Assert.Single(facts.Flaws), StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_stray_bytes_are_one_flaw()
    {
        var whole = Painted.Jpeg(64, 48);
        var strays = Enumerable.Range(0, 1000).SelectMany(_ => new byte[] { 1, 2, 0xFF, 0x01 });

        Assert.Single(Prove([.. whole[..20], .. strays, .. whole[20..]]).Flaws);
    }

    [Theory]
    [InlineData(0xC0, 12, "12 bits per sample")]
    [InlineData(0xC3, 8, "lossless")]
    [InlineData(0xC5, 8, "hierarchical")]
    public void A_jpeg_that_no_decoder_opens_is_refused_with_its_reason(byte frame, byte bits, string reason)
    {
        var jpeg = Painted.Jpeg(16, 16);
        var at = jpeg.AsSpan().IndexOf(new byte[] { 0xFF, 0xC0 });
        (jpeg[at + 1], jpeg[at + 4]) = (frame, bits);

        Assert.Contains(reason, Prove(jpeg).Damage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_checksum_of_a_chunk_that_may_be_skipped_is_a_flaw()
    {
        var png = PngBytes.WithChunk("teSt", [1, 2, 3]);
        png[8 + 25 + 8 + 3] ^= 1;
        var facts = Prove(png);

        Assert.Null(facts.Damage);
        Assert.Contains("checksum of its teSt chunk", Assert.Single(facts.Flaws), StringComparison.Ordinal);
    }

    [Fact]
    public void A_png_without_its_end_is_whole_once_the_rows_are_there() => Assert.Null(Prove(Painted.Png(40, 30)[..^12]).Damage);

    [Theory]
    [InlineData(100, 100, "only 0 of its 100 rows")]
    [InlineData(1, 5, "of its 5 rows")]
    [InlineData(60_000, 60_000, "3,600,000,000 pixels")]
    public void A_png_with_too_few_rows_says_so(int width, int height, string reason) =>
        Assert.Contains(reason, Prove(PngBytes.Claiming(width, height)).Damage, StringComparison.Ordinal);

    [Fact]
    public void An_apple_png_is_refused_with_its_reason()
    {
        byte[] png = [.. Pictures.Png.AsSpan(0, 8), 0, 0, 0, 4, .. "CgBI"u8, 0x50, 0, 0x20, 6, 0, 0, 0, 0, .. Pictures.Png.AsSpan(8)];

        Assert.Contains("CgBI", Prove(png).Damage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void A_webp_cut_in_its_pixels_is_not_whole(double part)
    {
        var whole = Painted.WebP(200, 200);

        Assert.Null(Prove(whole).Damage);
        Assert.NotNull(Prove(whole[..(int)(whole.Length * part)]).Damage);
    }

    private static ImageFacts Prove(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return Completeness.Prove(stream, ImageInspector.Look(stream));
    }
}
