using System.Globalization;
using NanoBanana.Client.Gateways;

namespace NanoBanana.Client.Downloads;

/// <summary>The size that a task asked for, as far as its gateway's documents say what a ratio means.</summary>
internal static class RequestedSize
{
    /// <summary>A ratio that is off by more is not a matter of rounding to multiples of 16.</summary>
    private const double Tolerance = 0.04;

    /// <summary>Pixels; null if the documents do not say.</summary>
    public static (int Width, int Height)? Of(ImageTask task) =>
        ModelCatalog.FindOf(task)?.Prices?.Amounts.FirstOrDefault(line => string.Equals(line.AspectRatio, task.AspectRatio, StringComparison.Ordinal)) is { Width: { } width, Height: { } height }
            ? (width, height)
            : null;

    /// <summary>What is different, for people; null if the image is what was asked for.</summary>
    /// <param name="task">The task.</param>
    /// <param name="width">Pixels of its image.</param>
    /// <param name="height">Pixels of its image.</param>
    public static string? Difference(ImageTask task, int width, int height)
    {
        if (Of(task) is { } size)
        {
            return size == (width, height) ? null : FormattableString.Invariant($"it has {width} x {height} pixels; {size.Width} x {size.Height} were asked for ({task.AspectRatio})");
        }

        return Ratio(task.AspectRatio) is { } ratio && Math.Abs(((double)width / height / ratio) - 1) > Tolerance
            ? FormattableString.Invariant($"it has {width} x {height} pixels; the ratio {task.AspectRatio} was asked for")
            : null;
    }

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
