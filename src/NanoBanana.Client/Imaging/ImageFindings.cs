namespace NanoBanana.Client.Imaging;

/// <summary>What a walk through a file has found so far.</summary>
internal sealed class ImageFindings
{
    private readonly List<string> _flaws = [];
    private bool _hasStrays;
    private bool _hasWrongChecksum;

    public int Width { get; set; }

    public int Height { get; set; }

    public PixelKind Pixels { get; set; }

    /// <summary>True once the first byte of coded pixels was seen: from there on only a decoder can say what is missing.</summary>
    public bool HasPixels { get; set; }

    /// <summary>Where the picture ends; null if the file ends before it.</summary>
    public long? End { get; set; }

    /// <summary>Where the coded data of the last scan end; null if the file ends inside them.</summary>
    public long? DataEnd { get; set; }

    /// <summary>True if all colours of a JPEG come together in one Huffman-coded scan.</summary>
    public bool IsOneScan { get; set; }

    /// <summary>True once something was seen that can hold a manifest of Content Credentials.</summary>
    public bool HasManifest { get; set; }

    /// <summary>The first thing that keeps every decoder from reading the picture.</summary>
    public string? Damage { get; private set; }

    public void Flaw(string flaw) => _flaws.Add(flaw);

    /// <summary>Bytes between segments; only the first place is named, since a damaged file can have thousands.</summary>
    public void Strays(long position)
    {
        if (!_hasStrays)
        {
            _hasStrays = true;
            Flaw(FormattableString.Invariant($"it has unexpected bytes at byte {position:N0}"));
        }
    }

    /// <summary>A wrong checksum; only the first is named.</summary>
    public void WrongChecksum(string what)
    {
        if (!_hasWrongChecksum)
        {
            _hasWrongChecksum = true;
            Flaw(what);
        }
    }

    public void Damaged(string damage) => Damage ??= damage;

    /// <summary>The file ended or makes no sense from here on: a flaw if pixels were seen, which a decoder may have all the same.</summary>
    public void Stopped(string why)
    {
        if (HasPixels)
        {
            Flaw(why);
        }
        else
        {
            Damaged(why);
        }
    }

    public ImageFacts ToFacts(string format, long length, ulong checksum) => new(format, Width, Height, length, checksum)
    {
        Flaws = _flaws.Count == 0 ? [] : [.. _flaws],
        Damage = Damage ?? (HasPixels && Width > 0 && Height > 0 ? null : "it contains no image"),
        IsCut = End is null,
        DataEnd = DataEnd ?? length,
        Pixels = Pixels,
        IsOneScan = IsOneScan,
        MayHaveManifest = HasManifest || End is null,
    };
}
