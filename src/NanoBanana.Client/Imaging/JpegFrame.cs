namespace NanoBanana.Client.Imaging;

/// <summary>What the frame and scan headers of a JPEG say (ITU-T T.81, B.2.2, B.2.3, G.1): its size, its kind, and whether scans are missing.</summary>
internal sealed class JpegFrame(ImageFindings found)
{
    private const int Coefficients = 64;
    private const int MostComponents = 4;

    private readonly Dictionary<byte, int[]> _components = [];
    private bool _isHuffmanSequential;
    private bool _isProgressive;

    /// <summary>True once a scan had all colours at their full precision: a decoder reads no later one.</summary>
    public bool HasAll { get; private set; }

    public void Start(int marker, byte[] header)
    {
        if (header.Length < 6 || header.Length < 6 + (3 * header[5]))
        {
            throw ImageFormatException.Damaged(OutputFormats.Jpeg, "its frame header is truncated");
        }

        (found.Height, found.Width) = ((header[1] << 8) | header[2], (header[3] << 8) | header[4]);
        _isHuffmanSequential = marker is 0xC0 or 0xC1;
        _isProgressive = marker is 0xC2 or 0xCA;
        found.Pixels |= _isProgressive ? PixelKind.Progressive : PixelKind.Plain;
        found.Pixels |= header[5] == 4 ? PixelKind.Cmyk : PixelKind.Plain;
        for (var i = 0; i < header[5]; i++)
        {
            // not seen yet: a bit position that no scan has
            _components[header[6 + (3 * i)]] = [.. Enumerable.Repeat(-1, Coefficients)];
        }

        if (Unsupported(marker, header) is { } problem)
        {
            found.Damaged(problem);
        }
    }

    public void Scan(byte[] header)
    {
        var isFirst = !found.HasPixels;
        found.HasPixels = true;
        if (header.Length < 4 || header[0] is < 1 or > MostComponents || header.Length != 4 + (2 * header[0]))
        {
            throw ImageFormatException.Damaged(OutputFormats.Jpeg, "a scan header is not valid");
        }

        var (first, last, low) = _isProgressive
            ? (header[1 + (2 * header[0])], header[2 + (2 * header[0])], header[3 + (2 * header[0])] & 15)
            : (0, Coefficients - 1, 0);
        HasAll |= !_isProgressive && header[0] == _components.Count;
        found.IsOneScan = isFirst && _isHuffmanSequential && HasAll;
        for (var i = 0; i < header[0]; i++)
        {
            if (_components.TryGetValue(header[1 + (2 * i)], out var bits))
            {
                for (var k = first; k <= last && k < Coefficients; k++)
                {
                    bits[k] = low;
                }
            }
        }
    }

    /// <summary>Says which scans are missing.</summary>
    /// <param name="isWhole">False if the file ends before the picture does.</param>
    public void Ended(bool isWhole)
    {
        if (!found.HasPixels)
        {
            return;
        }

        if (_components.Values.Any(bits => bits[0] < 0))
        {
            found.Damaged("scans are missing: some of its colours are not in the file");
        }
        else if (_components.Values.Any(bits => bits.Any(bit => bit != 0)))
        {
            const string What = "scans are missing: its finest details are not in the file";
            if (isWhole)
            {
                found.Flaw(What);
            }
            else
            {
                found.Damaged(What);
            }
        }
    }

    private static string? Unsupported(int marker, byte[] header) => marker switch
    {
        0xC3 or 0xC7 or 0xCB or 0xCF => "it is a lossless JPEG, which decoders do not open",
        0xC5 or 0xC6 or 0xCD or 0xCE => "it is a hierarchical JPEG, which decoders do not open",
        _ when header[0] != 8 => FormattableString.Invariant($"it has {header[0]} bits per sample; decoders open JPEGs with 8 bits"),
        _ when header[1] == 0 && header[2] == 0 => "its header does not give its height",
        _ when header[3] == 0 && header[4] == 0 => "its header gives a width of 0",
        _ when header[5] is not (1 or 3 or 4) => FormattableString.Invariant($"it has {header[5]} colour components; decoders open JPEGs with 1, 3 or 4"),
        _ => null,
    };
}
