namespace NanoBanana.Client.Imaging.Thumbnails;

/// <summary>How the pixels of a PNG are stored, and what they mean (W3C PNG, sections 11.2 and 11.3).</summary>
internal sealed class PngHeader
{
    private const int Grey = 0;
    private const int Indexed = 3;
    private const int GreyAlpha = 4;
    private const int ColourAlpha = 6;

    private byte[] _palette = [];
    private byte[] _alphas = [];
    private int _depth;
    private int _colourType;

    public int Width { get; private set; }

    public int Height { get; private set; }

    public bool IsInterlaced { get; private set; }

    public int BytesPerPixel => Math.Max(1, Channels * _depth / 8);

    public int BytesPerRow => (int)((((long)Width * Channels * _depth) + 7) / 8);

    private int Channels => _colourType switch { Grey or Indexed => 1, GreyAlpha => 2, ColourAlpha => 4, _ => 3 };

    public static int BigEndian(byte[] bytes, int at) =>
        (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];

    /// <summary>Takes a chunk that says something of the pixels; others are passed over.</summary>
    public void Take(string type, byte[] file, int at, int length)
    {
        switch (type)
        {
            case "IHDR":
                (Width, Height) = (BigEndian(file, at), BigEndian(file, at + 4));
                (_depth, _colourType, IsInterlaced) = (file[at + 8], file[at + 9], file[at + 12] != 0);
                break;
            case "PLTE":
                _palette = file.AsSpan(at, length).ToArray();
                break;
            case "tRNS" when _colourType == Indexed:
                _alphas = file.AsSpan(at, length).ToArray();
                break;
        }
    }

    public void ToRgb(byte[] row, byte[] rgb)
    {
        var bytes = _depth == 16 ? 2 : 1;
        var step = Channels * bytes;
        for (var x = 0; x < Width; x++)
        {
            var target = x * 3;
            var at = x * step;
            switch (_colourType)
            {
                case Indexed:
                    SetIndexed(Sample(row, x), rgb, target);
                    break;
                case Grey:
                    Set(rgb, target, _depth < 8 ? (byte)(Sample(row, x) * 255 / ((1 << _depth) - 1)) : row[at]);
                    break;
                case GreyAlpha:
                    Set(rgb, target, OnWhite(row[at], row[at + bytes]));
                    break;
                default:
                    var alpha = _colourType == ColourAlpha ? row[at + (3 * bytes)] : (byte)255;
                    Set(rgb, target, OnWhite(row[at], alpha), OnWhite(row[at + bytes], alpha), OnWhite(row[at + (2 * bytes)], alpha));
                    break;
            }
        }
    }

    private static void Set(byte[] rgb, int at, byte grey) => Set(rgb, at, grey, grey, grey);

    private static void Set(byte[] rgb, int at, byte red, byte green, byte blue) => (rgb[at], rgb[at + 1], rgb[at + 2]) = (red, green, blue);

    private static byte OnWhite(byte value, byte alpha) => (byte)(255 - ((255 - value) * alpha / 255));

    // several pixels may share a byte, the first in its highest bits
    private int Sample(byte[] row, int x)
    {
        var bit = x * _depth;
        return _depth == 8 ? row[x] : (row[bit / 8] >> (8 - _depth - (bit % 8))) & ((1 << _depth) - 1);
    }

    private void SetIndexed(int index, byte[] rgb, int target)
    {
        var alpha = index < _alphas.Length ? _alphas[index] : (byte)255;
        var colour = index * 3;
        if (colour + 2 >= _palette.Length)
        {
            throw new InvalidDataException("A pixel is not in the palette.");
        }

        Set(rgb, target, OnWhite(_palette[colour], alpha), OnWhite(_palette[colour + 1], alpha), OnWhite(_palette[colour + 2], alpha));
    }
}
