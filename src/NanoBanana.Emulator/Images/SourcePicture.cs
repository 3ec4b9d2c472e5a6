using SkiaSharp;

namespace NanoBanana.Emulation.Images;

/// <summary>An input image, upright and small enough to be kept: as much of it as a result shows.</summary>
internal sealed class SourcePicture
{
    // The cells of a result's longer side at 1K.
    private const int MaxSide = 128;

    // Of what cannot be read in part, an image beyond this is not shown.
    private const long MaxPixels = 40_000_000;

    private readonly byte[] _rgb;

    private SourcePicture(int width, int height, byte[] rgb) => (Width, Height, _rgb) = (width, height, rgb);

    public int Width { get; }

    public int Height { get; }

    public Colour this[int x, int y]
    {
        get
        {
            var at = ((y * Width) + x) * 3;
            return new Colour(_rgb[at], _rgb[at + 1], _rgb[at + 2]);
        }
    }

    /// <summary>Decodes an image; null if it cannot be shown.</summary>
    public static SourcePicture? Decode(byte[] bytes)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null)
        {
            return null;
        }

        var whole = codec.Info;
        var scaled = codec.GetScaledDimensions(Math.Min(1f, (float)MaxSide / Math.Max(whole.Width, whole.Height)));
        if ((long)scaled.Width * scaled.Height > MaxPixels)
        {
            return null;
        }

        using var bitmap = new SKBitmap(new SKImageInfo(scaled.Width, scaled.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        return codec.GetPixels(bitmap.Info, bitmap.GetPixels()) is SKCodecResult.Success or SKCodecResult.IncompleteInput ? Shrink(bitmap, codec.EncodedOrigin) : null;
    }

    private static SourcePicture Shrink(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        var share = Math.Min(1, (double)MaxSide / Math.Max(bitmap.Width, bitmap.Height));
        var (width, height) = (Math.Max(1, (int)(bitmap.Width * share)), Math.Max(1, (int)(bitmap.Height * share)));
        using var small = bitmap.Resize(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        var pixels = small.GetPixelSpan();
        var turns = origin >= SKEncodedOrigin.LeftTop;
        var (upWidth, upHeight) = turns ? (height, width) : (width, height);
        var rgb = new byte[upWidth * upHeight * 3];
        for (var y = 0; y < upHeight; y++)
        {
            for (var x = 0; x < upWidth; x++)
            {
                var (fromX, fromY) = Origin(origin, x, y, width, height);
                var from = pixels.Slice(((fromY * width) + fromX) * 4, 4);
                var to = ((y * upWidth) + x) * 3;

                // What is transparent is white paper.
                for (var channel = 0; channel < 3; channel++)
                {
                    rgb[to + channel] = (byte)(((from[channel] * from[3]) + (255 * (255 - from[3]))) / 255);
                }
            }
        }

        return new SourcePicture(upWidth, upHeight, rgb);
    }

    // Where the pixel of an upright image is in the stored one.
    private static (int X, int Y) Origin(SKEncodedOrigin origin, int x, int y, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => (width - 1 - x, y),
        SKEncodedOrigin.BottomRight => (width - 1 - x, height - 1 - y),
        SKEncodedOrigin.BottomLeft => (x, height - 1 - y),
        SKEncodedOrigin.LeftTop => (y, x),
        SKEncodedOrigin.RightTop => (y, height - 1 - x),
        SKEncodedOrigin.RightBottom => (width - 1 - y, height - 1 - x),
        SKEncodedOrigin.LeftBottom => (width - 1 - y, x),
        _ => (x, y),
    };
}
