using System.Formats.Cbor;

namespace NanoBanana.Client.Imaging.Provenance;

/// <summary>
/// Says whether an image carries Content Credentials (C2PA), and whether its bytes are still those that were sealed. Who sealed them is
/// not checked: that takes a list of trusted certificates.
/// </summary>
internal static class ContentCredentials
{
    /// <summary>One of <see cref="Provenances"/>; the image is read again only if it may have a manifest.</summary>
    /// <param name="image">Seekable.</param>
    /// <param name="facts">What a look at it found.</param>
    public static string Of(Stream image, ImageFacts facts) => facts.MayHaveManifest ? Of(image, facts.Format) : Provenances.None;

    /// <summary>One of <see cref="Provenances"/>.</summary>
    /// <param name="image">Seekable.</param>
    /// <param name="format">One of <see cref="OutputFormats"/>.</param>
    public static string Of(Stream image, string format)
    {
        try
        {
            var manifests = ManifestBytes.Find(image, format);
            return manifests is null ? Provenances.None
                : HashAssertion.Find(manifests) is { } assertion && !assertion.Holds(image) ? Provenances.Broken
                : Provenances.Signed;
        }
        catch (Exception error) when (error is ImageFormatException or InvalidDataException or CborContentException or InvalidOperationException or OverflowException or ArgumentException)
        {
            return Provenances.Broken;
        }
    }
}
