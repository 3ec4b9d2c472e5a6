using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace NanoBanana.Client.Imaging.Pixels;

/// <summary>
/// Proves that the coded data of a JPEG reach to its last row. A decoder fills what is missing with grey and calls it a success. If a
/// whole file has one scan, its last block is coded last: if that is not this grey, nothing was filled. Otherwise the picture is
/// decoded a second time, with other data and EOI behind its last scan: if that changes the picture, the decoder still wanted data.
/// </summary>
internal static class JpegRows
{
    private const int Strip = 64;
    private const float Eighth = 0.125f;

    /// <summary>The colour of coefficients of zero: libjpeg's decode_mcu leaves them in each block once the data have ended.</summary>
    private static readonly byte[] FilledPixel = [128, 128, 128];

    private static readonly byte[] Ending = [0xFF, JpegMarkers.EndOfImage];
    private static readonly byte[] OtherData = [.. Enumerable.Range(0, 1024).Select(index => (byte)((index * 151) % 251)), .. Ending];

    /// <summary>Why rows are missing; null if all are there.</summary>
    /// <param name="jpeg">Seekable.</param>
    /// <param name="facts">What a look found.</param>
    public static string? Problem(Stream jpeg, ImageFacts facts)
    {
        var end = EndOfData(jpeg, facts.DataEnd);

        // the details of a progressive picture come last, and an eighth does not show them
        var scale = facts.Pixels.Has(PixelKind.Progressive) ? 1 : Eighth;
        using var place = PixelGate.Enter(facts.Pixels.Has(PixelKind.Progressive) ? (long)facts.Width * facts.Height : 0, facts.Length);
        var first = Decode(facts.IsCut ? new SpliceStream(jpeg, end, Ending) : new SpliceStream(jpeg, facts.Length, []), scale);
        return first.Height == 0 || first.Rows < first.Height ? Missing(first.Rows, first.Height, facts.Height)
            : facts.IsOneScan && !facts.IsCut && !first.EndsInFill ? null
            : Decode(new SpliceStream(jpeg, end, OtherData), scale).Hash != first.Hash ? "its coded data ends before the last row"
            : null;
    }

    private static string Missing(int rows, int height, int total) => height == 0
        ? "decoders do not open it"
        : FormattableString.Invariant($"only about {(long)rows * total / height:N0} of its {total:N0} rows are in the file");

    private static long EndOfData(Stream jpeg, long end)
    {
        // fill bytes before the marker, or half of a marker at the end of the file
        for (; end > 2; end--)
        {
            jpeg.Position = end - 1;
            if (jpeg.ReadByte() != 0xFF)
            {
                break;
            }
        }

        return end;
    }

    private static Picture Decode(Stream jpeg, float scale)
    {
        using var stream = new SKManagedStream(jpeg, disposeManagedStream: true);
        using var codec = SKCodec.Create(stream);
        if (codec is null)
        {
            return default;
        }

        var size = codec.GetScaledDimensions(scale);
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        if (codec.StartScanlineDecode(info) is not SKCodecResult.Success)
        {
            return new Picture { Height = size.Height };
        }

        var buffer = ArrayPool<byte>.Shared.Rent(info.RowBytes * Strip);
        var pin = GCHandle.Alloc(buffer, GCHandleType.Pinned);
        try
        {
            var hash = new XxHash64();
            var endsInFill = false;
            for (var row = 0; row < size.Height; row += Strip)
            {
                var count = Math.Min(Strip, size.Height - row);
                var decoded = codec.GetScanlines(pin.AddrOfPinnedObject(), count, info.RowBytes);
                if (decoded < count)
                {
                    return new Picture { Rows = row + decoded, Height = size.Height };
                }

                hash.Append(buffer.AsSpan(0, count * info.RowBytes));
                endsInFill = buffer.AsSpan((count * info.RowBytes) - info.BytesPerPixel, info.BytesPerPixel - 1).SequenceEqual(FilledPixel);
            }

            return new Picture { Rows = size.Height, Height = size.Height, Hash = hash.GetCurrentHashAsUInt64(), EndsInFill = endsInFill };
        }
        finally
        {
            pin.Free();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>What a decoder gave.</summary>
    private readonly record struct Picture(int Rows, int Height, ulong Hash, bool EndsInFill);
}
