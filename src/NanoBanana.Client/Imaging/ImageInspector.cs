using System.Security.Cryptography;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Imaging;

/// <summary>Says what an image is from its bytes, never from its name, and whether it is whole.</summary>
internal static class ImageInspector
{
    /// <summary>Reads the stream to its end.</summary>
    /// <exception cref="ImageFormatException">Not a JPEG, PNG or WebP, or a damaged one.</exception>
    public static ImageFacts Inspect(Stream stream) => Inspect(stream, hash: null);

    /// <summary>Reads the stream to its end; with the SHA-256 of all bytes, in lower-case hexadecimal.</summary>
    /// <exception cref="ImageFormatException">Not a JPEG, PNG or WebP, or a damaged one.</exception>
    public static (ImageFacts Facts, string Sha256) InspectAndHash(Stream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var facts = Inspect(stream, hash);
        return (facts, Hex.Encode(hash.GetHashAndReset()));
    }

    private static ImageFacts Inspect(Stream stream, IncrementalHash? hash)
    {
        using var bytes = new ByteWalker(stream, hash);
        var start = bytes.PeekStart(64);
        (string Format, (int Width, int Height)? Size) found = start switch
        {
            [0xFF, 0xD8, 0xFF, ..] => (OutputFormats.Jpeg, JpegWalk.Walk(bytes)),
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => (OutputFormats.Png, PngWalk.Walk(bytes)),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] => (OutputFormats.WebP, WebPWalk.Walk(bytes)),
            _ => default,
        };
        if (found.Size is not { } size)
        {
            throw ImageFormatException.NotAnImage(ContentName.Of(start));
        }

        var checksum = bytes.Finish();
        return new ImageFacts(found.Format, size.Width, size.Height, bytes.Position, checksum);
    }
}
