using System.Globalization;

namespace NanoBanana;

/// <summary>Ratios of width to height, written <c>W:H</c>.</summary>
public static class AspectRatios
{
    /// <summary>The gateway takes the ratio of the input.</summary>
    public const string Auto = "auto";

    /// <summary>The spelling that gateways use: <c>16:9</c> for <c> 16 : 9</c>, <c>16x9</c> and <c>16/9</c>, and <c>auto</c> in lower case.</summary>
    /// <param name="ratio">A ratio in any spelling.</param>
    /// <returns>The spelling of gateways, or the trimmed text if it is not a ratio.</returns>
    public static string Normalize(string ratio)
    {
        var text = ratio.Trim();
        if (text.Equals(Auto, StringComparison.OrdinalIgnoreCase))
        {
            return Auto;
        }

        var parts = text.Split(':', 'x', 'X', '/');
        return parts.Length == 2 ? parts[0].Trim() + ":" + parts[1].Trim() : text;
    }

    /// <summary>The aspect ratio among <paramref name="candidates"/> that is nearest to a size. Ratios are compared by their logarithm, so that 1:2 and 2:1 are equally far from 1:1.</summary>
    /// <param name="width">Pixels, from 1.</param>
    /// <param name="height">Pixels, from 1.</param>
    /// <param name="candidates">Ratios <c>W:H</c>; others are ignored.</param>
    /// <returns>One of <paramref name="candidates"/>.</returns>
    /// <exception cref="InvalidOperationException">No candidate is a ratio.</exception>
    public static string Nearest(int width, int height, IEnumerable<string> candidates)
    {
        var wanted = Math.Log((double)width / height);
        return candidates
            .Where(candidate => TryGetValue(candidate, out _))
            .OrderBy(candidate => TryGetValue(candidate, out var value) ? Math.Abs(Math.Log(value) - wanted) : double.MaxValue)
            .First();
    }

    private static bool TryGetValue(string ratio, out double value)
    {
        value = 0;
        var parts = ratio.Split(':');
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            || width == 0
            || height == 0)
        {
            return false;
        }

        value = (double)width / height;
        return true;
    }
}
