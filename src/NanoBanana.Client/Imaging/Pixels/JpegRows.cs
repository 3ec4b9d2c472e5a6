using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace NanoBanana.Client.Imaging.Pixels;

/// <summary>
/// Proves that the coded data of a JPEG reach to its last row. A decoder fills what is missing with grey and calls it a success; so
/// the picture is decoded twice, once as it is (with EOI if it has none) and once with other data and EOI behind its last scan: if the
/// second changes the picture, the decoder still wanted data.
/// </summary>
internal static class JpegRows
{
    private const int Strip = 64;
    private const float Eighth = 0.125f;

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
        var (rows, height, picture) = Decode(facts.IsCut ? new SpliceStream(jpeg, end, Ending) : new SpliceStream(jpeg, facts.Length, []), scale);
        return height == 0 || rows < height ? Missing(rows, height, facts.Height)
            : Decode(new SpliceStream(jpeg, end, OtherData), scale).Hash != picture ? "its coded data ends before the last row"
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

    private static (int Rows, int Height, ulong Hash) Decode(Stream jpeg, float scale)
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
            return (0, size.Height, 0);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(info.RowBytes * Strip);
        var pin = GCHandle.Alloc(buffer, GCHandleType.Pinned);
        try
        {
            var hash = new XxHash64();
            for (var row = 0; row < size.Height; row += Strip)
            {
                var count = Math.Min(Strip, size.Height - row);
                var decoded = codec.GetScanlines(pin.AddrOfPinnedObject(), count, info.RowBytes);
                if (decoded < count)
                {
                    return (row + decoded, size.Height, 0);
                }

                hash.Append(buffer.AsSpan(0, count * info.RowBytes));
            }

            return (size.Height, size.Height, hash.GetCurrentHashAsUInt64());
        }
        finally
        {
            pin.Free();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
