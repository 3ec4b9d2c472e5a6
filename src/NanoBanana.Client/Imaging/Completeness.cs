using System.Collections.Concurrent;
using NanoBanana.Client.Imaging.Pixels;

namespace NanoBanana.Client.Imaging;

/// <summary>Proves that a decoder gets every row of an image: the structure of a file does not show it.</summary>
internal static class Completeness
{
    /// <summary>Decoders hold four bytes per pixel in one block of memory of at most 2 GB.</summary>
    private const long MostPixels = int.MaxValue / 4;

    private const int MostRemembered = 4096;

    // one file is often the source of many tasks
    private static readonly ConcurrentDictionary<(ulong Checksum, long Length), string> Known = new();

    /// <summary>The facts, with the damage if rows are missing.</summary>
    /// <param name="image">Seekable; the image that <paramref name="facts"/> describe.</param>
    /// <param name="facts">What a look found.</param>
    public static ImageFacts Prove(Stream image, ImageFacts facts)
    {
        if (facts.Damage is not null)
        {
            return facts;
        }

        if (!Known.TryGetValue((facts.Checksum, facts.Length), out var problem))
        {
            problem = Problem(image, facts) ?? string.Empty;
            if (Known.Count >= MostRemembered)
            {
                Known.Clear();
            }

            Known[(facts.Checksum, facts.Length)] = problem;
        }

        return problem.Length == 0 ? facts : facts with { Damage = problem };
    }

    private static string? Problem(Stream image, ImageFacts facts) =>
        (long)facts.Width * facts.Height is > MostPixels and var pixels
            ? FormattableString.Invariant($"it has {pixels:N0} pixels; decoders open at most {MostPixels:N0}")
            : facts.Format is OutputFormats.Png ? PngRows.Problem(image)
            : !SkiaLibrary.IsAvailable ? null
            : facts.Format is OutputFormats.Jpeg ? JpegRows.Problem(image, facts)
            : WebPRows.Problem(image);
}
