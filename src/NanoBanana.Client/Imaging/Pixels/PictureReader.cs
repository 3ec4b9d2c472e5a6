using System.Buffers;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace NanoBanana.Client.Imaging.Pixels;

/// <summary>Decodes a picture, upright, at about the size that is wanted.</summary>
internal sealed class PictureReader : IDisposable
{
    private const int Strip = 64;

    private readonly SKManagedStream _stream;
    private readonly SKCodec _codec;

    private PictureReader(SKManagedStream stream, SKCodec codec) => (_stream, _codec) = (stream, codec);

    /// <summary>Pixels as stored.</summary>
    public int Width => _codec.Info.Width;

    /// <summary>Pixels as stored.</summary>
    public int Height => _codec.Info.Height;

    public bool IsOpaque => _codec.Info.AlphaType == SKAlphaType.Opaque;

    /// <summary>The picture's own colours; sRGB if it states none or has inks.</summary>
    public SKColorSpace Colours => _codec.Info.ColorSpace ?? SKColorSpace.CreateSrgb();

    /// <summary>Opens a picture; null if no decoder knows it.</summary>
    /// <param name="image">Seekable; stays open.</param>
    public static PictureReader? Open(Stream image)
    {
        var stream = new SKManagedStream(Closed(image), disposeManagedStream: false);
        if (SKCodec.Create(stream) is { } codec)
        {
            return new PictureReader(stream, codec);
        }

        stream.Dispose();
        return null;
    }

    /// <summary>The smallest size that can be decoded directly and whose longer side is at least this long; JPEG and WebP have several sizes, others one.</summary>
    /// <param name="edge">The longer side in pixels.</param>
    public SKSizeI SizeFor(int edge)
    {
        var longer = Math.Max(Width, Height);
        var scaled = _codec.GetScaledDimensions(Math.Min(1, (float)edge / longer));
        for (var eighths = (8 * edge / longer) + 1; eighths < 8 && Math.Max(scaled.Width, scaled.Height) < edge; eighths++)
        {
            scaled = _codec.GetScaledDimensions(eighths / 8f);
        }

        return Math.Max(scaled.Width, scaled.Height) >= edge ? scaled : _codec.Info.Size;
    }

    /// <summary>The largest size with at most this many pixels that can be decoded directly; the whole image if the format has only one size.</summary>
    /// <param name="pixels">Most pixels.</param>
    public SKSizeI SizeWithin(long pixels)
    {
        for (var eighths = 8; eighths > 0; eighths--)
        {
            var scaled = _codec.GetScaledDimensions(eighths / 8f);
            if ((long)scaled.Width * scaled.Height <= pixels)
            {
                return scaled;
            }
        }

        return _codec.Info.Size;
    }

    /// <summary>Decodes; rows that are missing stay empty.</summary>
    /// <param name="size">One of those that <see cref="SizeFor"/> gives, or the whole.</param>
    /// <param name="orientation">The EXIF orientation, 1 to 8.</param>
    /// <param name="colours">What the pixels are converted to.</param>
    /// <param name="onlyWhole">Gives nothing if rows are missing.</param>
    /// <returns>Null if it does not fit into memory or has no pixels that a decoder gets.</returns>
    public SKBitmap? Read(SKSizeI size, int orientation, SKColorSpace colours, bool onlyWhole = false)
    {
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, IsOpaque ? SKAlphaType.Opaque : SKAlphaType.Premul, colours);
        var picture = new SKBitmap();
        var turned = Orientation.IsTransposed(orientation) ? info.WithSize(info.Height, info.Width) : info;
        if (picture.TryAllocPixels(turned) && (orientation is 1 ? Decoded(_codec.GetPixels(info, picture.GetPixels()), onlyWhole) : ReadTurned(info, orientation, picture)))
        {
            return picture;
        }

        picture.Dispose();
        return null;
    }

    public void Dispose()
    {
        _codec.Dispose();
        _stream.Dispose();
    }

    // of a JPEG without its end marker the decoder would drop the last rows; a second marker does no harm
    private static Stream Closed(Stream image)
    {
        image.Position = 0;
        var isJpeg = image.ReadByte() == 0xFF && image.ReadByte() == JpegMarkers.StartOfImage;
        image.Position = 0;
        return isJpeg ? new SpliceStream(image, image.Length, [0xFF, JpegMarkers.EndOfImage]) : image;
    }

    private static bool Decoded(SKCodecResult result, bool onlyWhole = false) =>
        result is SKCodecResult.Success || (!onlyWhole && result is SKCodecResult.IncompleteInput or SKCodecResult.ErrorInInput);

    private bool ReadTurned(SKImageInfo info, int orientation, SKBitmap picture)
    {
        if (_codec.StartScanlineDecode(info) is SKCodecResult.Success && _codec.ScanlineOrder is SKCodecScanlineOrder.TopDown)
        {
            ReadStrips(info, orientation, picture);
            return true;
        }

        using var stored = new SKBitmap();
        if (!stored.TryAllocPixels(info) || !Decoded(_codec.GetPixels(info, stored.GetPixels())))
        {
            return false;
        }

        Orientation.Turn(stored.GetPixelSpan(), 0, info.Width, info.Height, orientation, picture.GetPixelSpan());
        return true;
    }

    // a few rows at a time: the whole picture twice would be too much
    private void ReadStrips(SKImageInfo info, int orientation, SKBitmap picture)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(info.RowBytes * Strip);
        var pin = GCHandle.Alloc(buffer, GCHandleType.Pinned);
        try
        {
            for (var row = 0; row < info.Height; row += Strip)
            {
                var count = Math.Min(Strip, info.Height - row);
                var decoded = _codec.GetScanlines(pin.AddrOfPinnedObject(), count, info.RowBytes);
                Orientation.Turn(buffer.AsSpan(0, decoded * info.RowBytes), row, info.Width, info.Height, orientation, picture.GetPixelSpan());
                if (decoded < count)
                {
                    return;
                }
            }
        }
        finally
        {
            pin.Free();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
