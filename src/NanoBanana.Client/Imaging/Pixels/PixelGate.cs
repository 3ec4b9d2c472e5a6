namespace NanoBanana.Client.Imaging.Pixels;

/// <summary>
/// Bounds the pixels that this process unpacks at the same time: a picture of 24 megapixels takes 100 MB. What is larger than the
/// bound works alone.
/// </summary>
internal static class PixelGate
{
    /// <summary>What a pixel takes once it is unpacked.</summary>
    public const int BytesPerPixel = 4;

    private const long Most = 30_000_000;

    private static readonly object Turn = new();
    private static readonly object Room = new();
    private static long _inWork;

    /// <summary>Waits for room. The work must be short and must not enter again.</summary>
    /// <param name="pixels">How many will be unpacked.</param>
    /// <param name="fileBytes">What a decoder reads into memory besides.</param>
    public static IDisposable Enter(long pixels, long fileBytes = 0)
    {
        var weight = Math.Min(Math.Max(pixels, 0) + (fileBytes / BytesPerPixel), Most);

        // one waits at a time, so that a large one gets its turn among many small
        lock (Turn)
        {
            lock (Room)
            {
                while (_inWork + weight > Most)
                {
                    Monitor.Wait(Room);
                }

                _inWork += weight;
            }
        }

        return new Place(weight);
    }

    private sealed class Place(long weight) : IDisposable
    {
        public void Dispose()
        {
            lock (Room)
            {
                _inWork -= weight;
                Monitor.PulseAll(Room);
            }
        }
    }
}
