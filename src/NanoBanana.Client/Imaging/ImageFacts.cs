namespace NanoBanana.Client.Imaging;

/// <summary>What was found in the bytes of an image.</summary>
/// <param name="Format">One of <see cref="OutputFormats"/>.</param>
/// <param name="Width">Pixels as stored, before any EXIF orientation; 0 if its header does not say.</param>
/// <param name="Height">Pixels as stored, before any EXIF orientation; 0 if its header does not say.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Checksum">XXH64 of all bytes: to see later whether the file is still the same.</param>
internal sealed record ImageFacts(string Format, int Width, int Height, long Length, ulong Checksum)
{
    /// <summary>What is wrong with the file although decoders read it, such as a missing end marker; sentences without a full stop.</summary>
    public IReadOnlyList<string> Flaws { get; init; } = [];

    /// <summary>Why no decoder gets every row; null if all rows can be read.</summary>
    public string? Damage { get; init; }

    /// <summary>True if the file ends before its picture does, although a decoder may have got every row.</summary>
    public bool IsCut { get; init; }

    /// <summary>Where the coded data of a JPEG's last scan end: no decoder reads pixels behind it.</summary>
    public long DataEnd { get; init; }

    /// <summary>What the file says about its pixels besides their number.</summary>
    public PixelKind Pixels { get; init; }

    /// <summary>True if all colours of a JPEG come together in one Huffman-coded scan, row by row.</summary>
    public bool IsOneScan { get; init; }

    /// <summary>False if the file surely has no Content Credentials (C2PA), so that it need not be read again for them.</summary>
    public bool MayHaveManifest { get; init; }

    public string ContentType => "image/" + Format;

    /// <summary>With the dot, in the spelling that file systems are used to.</summary>
    public string Extension => string.Equals(Format, OutputFormats.Jpeg, StringComparison.Ordinal) ? ".jpg" : "." + Format;
}
