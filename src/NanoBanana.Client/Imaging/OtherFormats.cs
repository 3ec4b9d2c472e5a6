using System.Security.Cryptography;
using NanoBanana.Client.Imaging.Pixels;
using SkiaSharp;

namespace NanoBanana.Client.Imaging;

/// <summary>Formats that are decoded here, but that gateways do not take: GIF and BMP.</summary>
internal static class OtherFormats
{
    private const long MostPixels = int.MaxValue / 4;

    /// <summary>What such a file is; null for any other.</summary>
    /// <param name="image">Seekable, at its start.</param>
    public static ImageFacts? Look(Stream image)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        return Look(image, hash);
    }

    /// <summary>What such a file is; null for any other. The stream is at its start then.</summary>
    /// <param name="image">Seekable, at its start.</param>
    /// <param name="hash">Takes all bytes.</param>
    public static ImageFacts? Look(Stream image, IncrementalHash hash)
    {
        var start = new byte[2];
        var read = image.Read(start, 0, start.Length);
        image.Position = 0;
        if (read < start.Length || Name(start) is not { } name || !SkiaLibrary.IsAvailable)
        {
            return null;
        }

        using var bytes = new ByteWalker(image, hash);
        var checksum = bytes.Finish();
        var length = bytes.Position;
        using var reader = PictureReader.Open(image);
        return reader is null
            ? new ImageFacts(name, 0, 0, length, checksum) { Damage = "decoders do not open it" }
            : new ImageFacts(name, reader.Width, reader.Height, length, checksum) { Damage = Problem(reader), DataEnd = length };
    }

    private static string? Name(byte[] start) => start switch
    {
        [(byte)'G', (byte)'I'] => "gif",
        [(byte)'B', (byte)'M'] => "bmp",
        _ => null,
    };

    private static string? Problem(PictureReader reader)
    {
        if ((long)reader.Width * reader.Height > MostPixels)
        {
            return "it has too many pixels";
        }

        using var place = PixelGate.Enter((long)reader.Width * reader.Height);
        using var srgb = SKColorSpace.CreateSrgb();
        using var picture = reader.Read(new SKSizeI(reader.Width, reader.Height), orientation: 1, srgb, onlyWhole: true);
        return picture is null ? "its data ends before the last row" : null;
    }
}
