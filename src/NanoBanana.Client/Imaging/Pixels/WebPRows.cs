using SkiaSharp;

namespace NanoBanana.Client.Imaging.Pixels;

/// <summary>Proves that the coded data of a WebP reach to its last row; of an animation, of its first frame.</summary>
internal static class WebPRows
{
    private const float Small = 256f;

    /// <summary>Why rows are missing; null if all are there.</summary>
    /// <param name="webp">Seekable.</param>
    public static string? Problem(Stream webp)
    {
        webp.Position = 0;
        using var stream = new SKManagedStream(webp);
        using var codec = SKCodec.Create(stream, out var opened);
        if (codec is null)
        {
            return "decoders do not open it (" + opened + ")";
        }

        // every row is decoded, and shrunk on the way
        var size = codec.GetScaledDimensions(Math.Min(1, Small / Math.Max(codec.Info.Width, codec.Info.Height)));
        using var place = PixelGate.Enter((long)codec.Info.Width * codec.Info.Height / 4, webp.Length);
        using var bitmap = new SKBitmap();
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        return !bitmap.TryAllocPixels(info) ? "it does not fit in memory"
            : codec.GetPixels(info, bitmap.GetPixels()) switch
            {
                SKCodecResult.Success => null,
                SKCodecResult.IncompleteInput => "its coded data ends before the last row",
                var result => "its coded data is invalid (" + result + ")",
            };
    }
}
