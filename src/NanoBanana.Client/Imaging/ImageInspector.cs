using System.Security.Cryptography;
using NanoBanana.Client.Model;

namespace NanoBanana.Client.Imaging;

/// <summary>Says what an image is from its bytes, never from its name, and whether a decoder gets every row of it.</summary>
internal static class ImageInspector
{
    /// <summary>Reads the stream to its end, without decoding: type, size, structure and checksum.</summary>
    /// <param name="stream">Read from its current position.</param>
    /// <exception cref="ImageFormatException">Not a JPEG, PNG or WebP.</exception>
    public static ImageFacts Look(Stream stream) => Look(stream, hash: null);

    /// <summary>As <see cref="Look(Stream)"/>, and proves that every row can be decoded.</summary>
    /// <param name="stream">Seekable.</param>
    /// <exception cref="ImageFormatException">Not a JPEG, PNG or WebP, or one of which rows are missing.</exception>
    public static ImageFacts Inspect(Stream stream) => Whole(Completeness.Prove(stream, Look(stream)));

    /// <summary>As <see cref="Inspect"/>; with the SHA-256 of all bytes, in lower-case hexadecimal.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="others">Takes GIF and BMP as well.</param>
    /// <exception cref="ImageFormatException">Not a JPEG, PNG or WebP, or one of which rows are missing.</exception>
    public static (ImageFacts Facts, string Sha256) InspectAndHash(Stream stream, bool others = false)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var facts = others && OtherFormats.Look(stream, hash) is { } other ? other : Completeness.Prove(stream, Look(stream, hash));
        return (Whole(facts), Hex.Encode(hash.GetHashAndReset()));
    }

    private static ImageFacts Whole(ImageFacts facts) =>
        facts.Damage is { } damage ? throw ImageFormatException.Damaged(facts.Format, damage) : facts;

    private static ImageFacts Look(Stream stream, IncrementalHash? hash)
    {
        using var bytes = new ByteWalker(stream, hash);
        var start = bytes.PeekStart(64);
        var found = new ImageFindings();
        var format = ImageFormats.Of(start) ?? throw ImageFormatException.NotAnImage(ContentName.Of(start));
        try
        {
            Walk(bytes, format, found);
        }
        catch (ImageFormatException error)
        {
            found.Stopped(error.Message);
        }

        var checksum = bytes.Finish();
        return found.ToFacts(format, bytes.Position, checksum);
    }

    private static void Walk(ByteWalker bytes, string format, ImageFindings found)
    {
        bytes.Format = format;
        switch (format)
        {
            case OutputFormats.Jpeg:
                JpegWalk.Walk(bytes, found);
                break;
            case OutputFormats.Png:
                PngWalk.Walk(bytes, found);
                break;
            default:
                WebPWalk.Walk(bytes, found);
                break;
        }
    }
}
