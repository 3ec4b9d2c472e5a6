using NanoBanana.Client.Imaging;
using NanoBanana.Client.Imaging.Provenance;
using NanoBanana.Client.Pricing;

namespace NanoBanana.Client.Downloads;

/// <summary>What was downloaded: its format, whether it is complete, and its provenance.</summary>
/// <param name="Facts">Type, size, checksum, and what is wrong with it.</param>
/// <param name="Provenance">One of <see cref="Provenances"/>.</param>
internal sealed record ImageCheck(ImageFacts Facts, string Provenance)
{
    /// <summary>Checks an image. A damaged one is an image too.</summary>
    /// <param name="stream">Seekable.</param>
    /// <exception cref="ImageFormatException">Not a JPEG, PNG or WebP.</exception>
    public static ImageCheck Of(Stream stream)
    {
        stream.Position = 0;
        var facts = Completeness.Prove(stream, ImageInspector.Look(stream));
        return new ImageCheck(facts, ContentCredentials.Of(stream, facts));
    }

    public SavedImage ToSaved(string path, ImageTask task, ResultImage image)
    {
        var requested = RequestedSize.Of(task);
        return new SavedImage(path, task, image, Facts.Checksum, Facts.Width, Facts.Height)
        {
            IsWhole = Facts.Damage is null,
            Provenance = Provenance,
            RequestedWidth = requested?.Width,
            RequestedHeight = requested?.Height,
        };
    }
}
