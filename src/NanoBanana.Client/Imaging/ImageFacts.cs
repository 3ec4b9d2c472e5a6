namespace NanoBanana.Client.Imaging;

/// <summary>What a walk through an image's bytes found.</summary>
/// <param name="Format">One of <see cref="OutputFormats"/>.</param>
/// <param name="Width">Pixels as stored, before any EXIF orientation.</param>
/// <param name="Height">Pixels as stored, before any EXIF orientation.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Checksum">XXH64 of all bytes: to see later whether the file is still the same.</param>
internal sealed record ImageFacts(string Format, int Width, int Height, long Length, ulong Checksum)
{
    public string ContentType => "image/" + Format;

    /// <summary>With the dot, in the spelling that file systems are used to.</summary>
    public string Extension => string.Equals(Format, OutputFormats.Jpeg, StringComparison.Ordinal) ? ".jpg" : "." + Format;
}
