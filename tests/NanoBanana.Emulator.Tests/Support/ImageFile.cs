using System.IO.Compression;
using MetadataExtractor;
using MetadataExtractor.Formats.Jpeg;
using MetadataExtractor.Formats.Png;

namespace NanoBanana.Emulation.Tests.Support;

/// <summary>An image file as an independent reader sees it.</summary>
internal sealed record ImageFile(string Format, int Width, int Height, IReadOnlyDictionary<string, string> Texts, byte[] Pixels)
{
    public static ImageFile Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var directories = ImageMetadataReader.ReadMetadata(stream);
        Assert.All(directories, directory => Assert.Empty(directory.Errors));
        return directories.OfType<JpegDirectory>().SingleOrDefault() is { } jpeg
            ? new ImageFile("jpeg", jpeg.GetImageWidth(), jpeg.GetImageHeight(), JpegTexts(directories), JpegScan(bytes))
            : Png(bytes, directories);
    }

    private static ImageFile Png(byte[] bytes, IReadOnlyList<MetadataExtractor.Directory> directories)
    {
        var header = directories.OfType<PngDirectory>().First(directory => directory.ContainsTag(PngDirectory.TagImageWidth));
        var width = header.GetInt32(PngDirectory.TagImageWidth);
        var height = header.GetInt32(PngDirectory.TagImageHeight);
        var pixels = Inflate(PngChunks.Of(bytes, "IDAT").Single());

        // Three bytes per pixel, and one more per row for its filter; the inflater has verified the checksum.
        Assert.Equal(((width * 3) + 1) * height, pixels.Length);
        return new ImageFile("png", width, height, PngChunks.Texts(bytes), pixels);
    }

    private static Dictionary<string, string> JpegTexts(IReadOnlyList<MetadataExtractor.Directory> directories)
    {
        var comment = directories.OfType<JpegCommentDirectory>().Single().GetString(JpegCommentDirectory.TagComment)!;
        var prompt = comment.IndexOf("\nPrompt: ", StringComparison.Ordinal);
        return new Dictionary<string, string>
        {
            ["TaskId"] = comment["TaskId: ".Length..prompt],
            ["Prompt"] = comment[(prompt + "\nPrompt: ".Length)..],
        };
    }

    private static byte[] JpegScan(byte[] bytes)
    {
        Assert.Equal([0xFF, 0xD9], bytes[^2..]);
        var start = bytes.AsSpan().LastIndexOf([(byte)0xFF, (byte)0xDA]);
        return bytes[start..];
    }

    private static byte[] Inflate(byte[] zlib)
    {
        using var source = new ZLibStream(new MemoryStream(zlib), CompressionMode.Decompress);
        using var pixels = new MemoryStream();
        source.CopyTo(pixels);
        return pixels.ToArray();
    }
}
