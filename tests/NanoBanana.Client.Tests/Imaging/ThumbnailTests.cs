using System.Buffers.Binary;
using NanoBanana.Client.Imaging;
using NanoBanana.Client.Imaging.Thumbnails;
using NanoBanana.Client.Imaging.Thumbnails.Jpeg;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Imaging;

/// <summary>Small copies: of the right size, the right way up, in the right colours, without metadata.</summary>
public sealed class ThumbnailTests
{
    // 32 × 24 from red at the top to blue at the bottom, written by libjpeg-turbo
    private const string Baseline = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAYACADASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/90ABAAB/9oADAMBAAIRAxEAPwD5i/tL3o/tL3rlP7S96P7S96+i/wCId/3D+0/9e/75/9D5i/tL3o/tL3rlP7S96P7S96+i/wCId/3D+0/9e/75/9H4K/tL3o/tL3oor/Sz+xMF/IeV/a+M/mP/0vgr+0vej+0veiiv9LP7EwX8h5X9r4z+Y//Z";
    private const string Progressive = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wgARCAAYACADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAUH/8QAFwEBAQEBAAAAAAAAAAAAAAAAAAcFCP/aAAwDAQACEAMQAAABzBKaNpqpQkDoWFgf/8QAFRABAQAAAAAAAAAAAAAAAAAAABP/2gAIAQEAAQUCoooooooooooo/8QAGREAAQUAAAAAAAAAAAAAAAAAAAMUFVFh/9oACAEDAQE/AZ3Sd0drWO1rP//EABkRAAEFAAAAAAAAAAAAAAAAAAADFBZRYf/aAAgBAgEBPwGO4R3BkjQyRo//xAAUEAEAAAAAAAAAAAAAAAAAAAAw/9oACAEBAAY/Ak//xAAUEAEAAAAAAAAAAAAAAAAAAAAw/9oACAEBAAE/IU//AP/aAAwDAQACAAMAAAAQxx99/8QAFBEBAAAAAAAAAAAAAAAAAAAAIP/aAAgBAwEBPxAfJ//EABQRAQAAAAAAAAAAAAAAAAAAACD/2gAIAQIBAT8QC/8A/8QAFRABAQAAAAAAAAAAAAAAAAAAAHH/2gAIAQEAAT8QpSlKUpSlKU//2Q==";

    [Theory]
    [InlineData(Baseline)]
    [InlineData(Progressive)]
    public void Jpeg_pixels_are_those_that_libjpeg_wrote(string base64)
    {
        var picture = JpegReader.Read(Convert.FromBase64String(base64), edge: 32)!;

        Assert.Equal((32, 24), (picture.Width, picture.Height));
        AssertNear((254, 0, 0), At(picture, 16, 0), 20);
        AssertNear((127, 0, 127), At(picture, 16, 12), 20);
        AssertNear((0, 0, 254), At(picture, 16, 23), 20);
    }

    // 6 × 4; the last pixel of each row, on white, as libpng reads it
    [Theory]
    [InlineData("filters 1 2 3 4", "iVBORw0KGgoAAAANSUhEUgAAAAYAAAAECAIAAAAiZtkUAAAAV0lEQVR42gFMALP/AXlCvXnfSf5jcXJsfGldg4J6kQKnD1io7oMCQmNo81Hw5Jz4NmgDdLeQSE4i7LHmQePbQ9U6EvjSBJwXXanRK6XX6IhkypWHQ4UYd5YtJguXEmhAAAAAAElFTkSuQmCC", "4dc707 45fd6f 88913f c1a98e")]
    [InlineData("filters 4 3 1 2", "iVBORw0KGgoAAAANSUhEUgAAAAYAAAAECAIAAAAiZtkUAAAAV0lEQVR42gFMALP/BHgSnosVmQ0+mYUhf4AnUaOZIQOE4nbTAV5XIwn9Cxa5MPusM5MBHqrulgqgRleRELJh39sjcSK7AoITmeUNpxM4f2fM+r7HO9d6RoC6IFbITzavAAAAAElFTkSuQmCC", "b846c1 0ac044 5aba5e 3134a4")]
    [InlineData("a palette", "iVBORw0KGgoAAAANSUhEUgAAAAYAAAAEAgMAAADQaqbQAAAADFBMVEX/AACqAFVVAKoAAP9QAAc5AAAAFElEQVQI12NgYGAIDWBYtYDh/wcADaQD3/STlV4AAAAASUVORK5CYII=", "ff0000 aa0055 5500aa 0000ff")]
    [InlineData("half transparent", "iVBORw0KGgoAAAANSUhEUgAAAAYAAAAECAYAAACtBE5DAAAAHUlEQVQI12P8z8DQwIAFsKxmCGUgSYKRgeE/VqMAL5cFCVBJCfgAAAAASUVORK5CYII=", "ff7f7f d47fa9 a97fd4 7f7fff")]
    [InlineData("sixteen bits", "iVBORw0KGgoAAAANSUhEUgAAAAYAAAAEEAIAAABy9gVXAAAAH0lEQVQI12P8/5+BIGBZvZqBITSUCooYGRgYGAhZCQDNmwgHxPDAUAAAAABJRU5ErkJggg==", "ff0000 aa0055 5500aa 0000ff")]
    [InlineData("two bits", "iVBORw0KGgoAAAANSUhEUgAAAAYAAAAEAgAAAADC3wk+AAAAFElEQVQI12P4/4Fh1QKG0AAGBgYAIPoD36BK6QgAAAAASUVORK5CYII=", "ffffff aaaaaa 555555 000000")]
    public void Png_pixels_are_those_that_libpng_reads(string kind, string base64, string expected)
    {
        var picture = PngReader.Read(Convert.FromBase64String(base64), edge: 32)!;

        Assert.Equal((6, 4), (picture.Width, picture.Height));
        foreach (var (pixel, row) in expected.Split(' ').Select((pixel, row) => (Convert.FromHexString(pixel), row)))
        {
            var (red, green, blue) = At(picture, 5, row);
            Assert.True(Math.Abs(red - pixel[0]) + Math.Abs(green - pixel[1]) + Math.Abs(blue - pixel[2]) <= 3, $"{kind}, row {row}: {red} {green} {blue}");
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(20)]
    public void A_scaled_transform_shows_the_same_picture(int edge)
    {
        var picture = JpegReader.Read(Convert.FromBase64String(Progressive), edge)!;

        Assert.Equal((edge, edge * 3 / 4), (picture.Width, picture.Height));
        Assert.True(At(picture, 1, 0).Red > 140, "the top is red");
        Assert.True(At(picture, 1, picture.Height - 1).Blue > 140, "the bottom is blue");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(17, 9)]
    [InlineData(64, 48)]
    public void What_is_written_can_be_read_again(int width, int height)
    {
        var rgb = new byte[width * height * 3];
        for (var i = 0; i < width * height; i++)
        {
            (rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]) = ((byte)(i % width * 255 / width), (byte)(i / width * 255 / height), 90);
        }

        var file = JpegWriter.Write(new Raster(width, height, rgb), quality: 95);
        var facts = ImageInspector.Inspect(new MemoryStream(file));
        var read = JpegReader.Read(file, edge: 64)!;

        Assert.Equal((width, height, "jpeg"), (facts.Width, facts.Height, facts.Format));
        Assert.True(read.Rgb.Zip(rgb, (one, other) => Math.Abs(one - other)).Average() < 8);
    }

    [Theory]
    [InlineData(OutputFormats.Png, 1000, 500, 480, 240)]
    [InlineData(OutputFormats.Png, 40, 30, 40, 30)]
    [InlineData(OutputFormats.Jpeg, 2000, 3000, 320, 480)]
    public void The_longer_side_is_at_most_the_edge(string format, int width, int height, int expectedWidth, int expectedHeight)
    {
        var thumbnail = Make(format == OutputFormats.Png ? PngBytes.Make(width, height) : JpegBytes.Make(width, height), 480)!;

        Assert.Equal(("image/jpeg", expectedWidth, expectedHeight), (thumbnail.ContentType, thumbnail.Width, thumbnail.Height));
        Assert.InRange(thumbnail.Bytes.Length, 1, 30_000);
    }

    /// <summary>Found by the fuzz program: 120 bytes that took 2.8 GB.</summary>
    [Theory]
    [InlineData(0x10000009, 5)]
    [InlineData(1, 0x7FFFFFFF)]
    [InlineData(9000, 9000)]
    public void A_file_that_claims_an_enormous_picture_is_not_unpacked(int width, int height) => Assert.Null(PngReader.Read(PngBytes.Claiming(width, height), edge: 480));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 5)]
    [InlineData(4, 4)]
    [InlineData(5, 0)]
    [InlineData(6, 2)]
    [InlineData(7, 5)]
    [InlineData(8, 3)]
    public void Orientations_put_the_first_pixel_where_a_viewer_does(int orientation, int place)
    {
        // two columns, three rows; only the first pixel is white
        var rgb = new byte[18];
        rgb[0] = 255;

        var upright = new Raster(2, 3, rgb).Oriented(orientation);

        Assert.Equal(orientation >= 5 ? (3, 2) : (2, 3), (upright.Width, upright.Height));
        Assert.Equal(place, Array.IndexOf(upright.Rgb, (byte)255) / 3);
    }

    [Fact]
    public void A_turned_photograph_is_made_upright_and_loses_its_exif()
    {
        var thumbnail = Make(JpegBytes.Make(800, 400, orientation: 6), 200)!;

        Assert.Equal((100, 200), (thumbnail.Width, thumbnail.Height));
        Assert.DoesNotContain("Exif", System.Text.Encoding.Latin1.GetString(thumbnail.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_webp_is_taken_as_it_is_and_a_large_one_not_at_all()
    {
        var large = Pictures.WebPExtended(4000, 3000);
        byte[] padded = [.. large, .. "JUNK"u8, .. Pictures.Little(400_000, 4), .. new byte[400_000]];
        BinaryPrimitives.WriteInt32LittleEndian(padded.AsSpan(4), padded.Length - 8);

        Assert.Equal("image/webp", Make(Pictures.WebP, 480)!.ContentType);
        Assert.Null(Make(padded, 480));
    }

    [Fact]
    public void Damaged_pixels_in_a_whole_structure_end_nothing()
    {
        var good = Convert.FromBase64String(Progressive);
        for (var at = 2; at < good.Length - 2; at += 2)
        {
            foreach (byte value in new byte[] { 0, 0x55, 0xFE })
            {
                byte[] bad = [.. good];
                bad[at] = value;
                try
                {
                    _ = Make(bad, 16);
                }
                catch (ImageFormatException)
                {
                    // the structure is damaged, too: no thumbnail is tried
                }
            }
        }
    }

    private static Thumbnail? Make(byte[] file, int edge) => Thumbnail.Make(file, ImageInspector.Inspect(new MemoryStream(file)), edge);

    private static (int Red, int Green, int Blue) At(Raster picture, int x, int y)
    {
        var at = ((y * picture.Width) + x) * 3;
        return (picture.Rgb[at], picture.Rgb[at + 1], picture.Rgb[at + 2]);
    }

    private static void AssertNear((int Red, int Green, int Blue) expected, (int Red, int Green, int Blue) actual, int distance)
    {
        Assert.InRange(actual.Red, expected.Red - distance, expected.Red + distance);
        Assert.InRange(actual.Green, expected.Green - distance, expected.Green + distance);
        Assert.InRange(actual.Blue, expected.Blue - distance, expected.Blue + distance);
    }
}
