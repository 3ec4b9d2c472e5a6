using System.Globalization;
using NanoBanana.Client.Gateways;

namespace NanoBanana.Client.Pricing;

/// <summary>The size that a task asked for, as far as documents say what a ratio and a resolution mean.</summary>
internal static class RequestedSize
{
    /// <summary>A ratio that is off by more is not a matter of rounding to multiples of 16.</summary>
    private const double Tolerance = 0.04;

    /// <summary>gemini-2.5-flash-image: only Pixazo prints what its ratios mean.</summary>
    private const string FirstFamily = "nano-banana";

    /// <summary>
    /// What Google's newer families make at 1K (https://ai.google.dev/gemini-api/docs/image-generation); the other resolutions are
    /// multiples of it. A live 3:2 of a gateway has the same pixels.
    /// </summary>
    private static readonly Dictionary<string, (int Width, int Height)> Google = new(StringComparer.Ordinal)
    {
        ["1:1"] = (1024, 1024), ["2:3"] = (848, 1264), ["3:2"] = (1264, 848), ["3:4"] = (896, 1200), ["4:3"] = (1200, 896),
        ["4:5"] = (928, 1152), ["5:4"] = (1152, 928), ["9:16"] = (768, 1376), ["16:9"] = (1376, 768), ["21:9"] = (1584, 672),
        ["1:4"] = (512, 2048), ["4:1"] = (2048, 512), ["1:8"] = (384, 3072), ["8:1"] = (3072, 384),
    };

    /// <summary>Pixels; null if the documents do not say.</summary>
    public static (int Width, int Height)? Of(ImageTask task) =>
        task.AspectRatio is not { } ratio || ModelCatalog.FindOf(task) is not { } row ? null
        : row.Prices?.Amounts.FirstOrDefault(line => string.Equals(line.AspectRatio, ratio, StringComparison.Ordinal)) is { Width: { } width, Height: { } height } ? (width, height)
        : !string.Equals(row.Family, FirstFamily, StringComparison.Ordinal) && Google.TryGetValue(ratio, out var size) ? Scaled(size, task.Resolution)
        : null;

    /// <summary>What is different, for users; null if the image is what was asked for.</summary>
    /// <param name="task">The task.</param>
    /// <param name="width">Pixels of its image.</param>
    /// <param name="height">Pixels of its image.</param>
    public static string? Difference(ImageTask task, int width, int height)
    {
        if (Of(task) is { } size)
        {
            var asked = task.Resolution is { } resolution ? $"{task.AspectRatio}, {resolution}" : task.AspectRatio;
            return size == (width, height) ? null : FormattableString.Invariant($"it has {width} x {height} pixels instead of the requested {size.Width} x {size.Height} ({asked})");
        }

        return Ratio(task.AspectRatio) is { } ratio && Math.Abs(((double)width / height / ratio) - 1) > Tolerance
            ? FormattableString.Invariant($"it has {width} x {height} pixels, which is not the requested ratio {task.AspectRatio}")
            : null;
    }

    private static (int Width, int Height)? Scaled((int Width, int Height) size, string? resolution) => resolution?.ToUpperInvariant() switch
    {
        null or "1K" => size,
        "0.5K" => (size.Width / 2, size.Height / 2),
        "2K" => (size.Width * 2, size.Height * 2),
        "4K" => (size.Width * 4, size.Height * 4),
        _ => null,
    };

    private static double? Ratio(string? ratio)
    {
        var parts = ratio?.Split(':') ?? [];
        return parts.Length == 2
            && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var width)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var height)
            && height > 0
            ? width / height
            : null;
    }
}
