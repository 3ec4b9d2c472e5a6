using NanoBanana.Client.Imaging;
using NanoBanana.Client.Imaging.Metadata;
using NanoBanana.Client.Imaging.Provenance;
using NanoBanana.Fuzz.Corpus;
using NanoBanana.Fuzz.Running;

namespace NanoBanana.Fuzz.Targets;

/// <summary>
/// What is done with an image's bytes: sniffed, checked whole, measured, turned, stripped, written into, made small. All but the
/// check comes after the check, as in the product, and allows no exception.
/// </summary>
internal static class ImageTargets
{
    private static readonly ImageDescription Described = new("task-1", "Crun", "a fox", "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia");

    public static IEnumerable<FuzzTarget> All() =>
    [
        Target("image-check", static (_, facts) => Ensure(facts is { Width: > 0, Height: > 0, Length: > 0 }, "an image without a size")) with { Share = 20 },
        Target("image-orientation", static (input, _) => Ensure(ImageOrientation.Read(new MemoryStream(input)) is >= 1 and <= 8, "an orientation that does not exist")),
        Target("image-strip", Strip) with { Share = 20 },
        Target("image-embed", Embed),
        Target("image-seal", Seal),
        Target("image-thumbnail", static (input, _) => Ensure(Thumbnail.Make(new MemoryStream(input), edge: 64) is null or { Bytes.Length: > 0 }, "an empty thumbnail")) with { Share = 20 },
    ];

    private static FuzzTarget Target(string name, Action<byte[], ImageFacts> use) => new(name, SeedImages.All, input => Use(input, use))
    {
        Kind = InputKind.Image,
        Allowed = [typeof(Refused)],
    };

    private static bool Use(byte[] input, Action<byte[], ImageFacts> use)
    {
        ImageFacts facts;
        try
        {
            facts = ImageInspector.Inspect(new MemoryStream(input, writable: false));
        }
        catch (ImageFormatException error)
        {
            throw new Refused(error);
        }

        use(input, facts);
        return true;
    }

    /// <summary>A stripped image is whole, of the same size, turned the same way, and holds nothing more to strip.</summary>
    // what a look at the file left out must not be there
    private static void Seal(byte[] input, ImageFacts facts)
    {
        var seal = ContentCredentials.Of(new MemoryStream(input), facts.Format);
        Ensure(seal is Provenances.None or Provenances.Signed or Provenances.Broken, "an unknown seal");
        Ensure(ContentCredentials.Of(new MemoryStream(input), facts) == seal, "a manifest that the look did not see");
    }

    private static void Strip(byte[] input, ImageFacts facts)
    {
        var orientation = ImageOrientation.Read(new MemoryStream(input));
        using var once = new MemoryStream();
        MetadataStripper.Copy(new MemoryStream(input), once, facts.Format, orientation);
        var stripped = Again(once);
        Ensure(stripped.Format == facts.Format && stripped.Width == facts.Width && stripped.Height == facts.Height, "another picture");
        Ensure(ImageOrientation.Read(new MemoryStream(once.ToArray())) == orientation, "turned");
        using var twice = new MemoryStream();
        MetadataStripper.Copy(new MemoryStream(once.ToArray()), twice, facts.Format, orientation);
        Ensure(once.ToArray().AsSpan().SequenceEqual(twice.ToArray()), "it was not stripped at once");
    }

    private static void Embed(byte[] input, ImageFacts facts)
    {
        using var copy = new MemoryStream();
        ImageText.Copy(new MemoryStream(input), copy, facts, Described);
        var described = Again(copy);
        Ensure(described.Width == facts.Width && described.Height == facts.Height, "another picture");
    }

    private static ImageFacts Again(MemoryStream copy)
    {
        try
        {
            return ImageInspector.Inspect(new MemoryStream(copy.ToArray()));
        }
        catch (ImageFormatException error)
        {
            throw new InvalidDataException("What was whole is no longer: " + error.Message, error);
        }
    }

    private static void Ensure(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException("It became " + otherwise + ".");
        }
    }

    /// <summary>The check's own refusal, which no later step may throw.</summary>
    private sealed class Refused(ImageFormatException error) : Exception(error.Message, error);
}
