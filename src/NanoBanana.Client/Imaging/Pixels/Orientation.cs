using System.Runtime.InteropServices;

namespace NanoBanana.Client.Imaging.Pixels;

/// <summary>Turns pixels as EXIF says (EXIF 2.32, 4.6.4 A).</summary>
internal static class Orientation
{
    /// <summary>True if rows become columns: width and height change places.</summary>
    /// <param name="orientation">The EXIF orientation, 1 to 8.</param>
    public static bool IsTransposed(int orientation) => orientation is >= 5 and <= 8;

    /// <summary>Puts rows of a stored picture where a viewer shows them.</summary>
    /// <param name="rows">Some rows, four bytes per pixel.</param>
    /// <param name="firstRow">Which row of the stored picture the first of them is.</param>
    /// <param name="width">Of the stored picture.</param>
    /// <param name="height">Of the stored picture.</param>
    /// <param name="orientation">The EXIF orientation, 1 to 8; anything else changes nothing.</param>
    /// <param name="shown">The whole picture as it is shown.</param>
    public static void Turn(ReadOnlySpan<byte> rows, int firstRow, int width, int height, int orientation, Span<byte> shown)
    {
        var from = MemoryMarshal.Cast<byte, uint>(rows);
        var to = MemoryMarshal.Cast<byte, uint>(shown);
        var (origin, stepX, stepY) = Steps(width, height, orientation);
        for (var y = 0; y * width < from.Length; y++)
        {
            var at = origin + ((firstRow + y) * stepY);
            foreach (var pixel in from.Slice(y * width, width))
            {
                to[at] = pixel;
                at += stepX;
            }
        }
    }

    // where the first stored pixel is shown, and how far from it the next of its row and of its column
    private static (int Origin, int StepX, int StepY) Steps(int w, int h, int orientation) => orientation switch
    {
        2 => (w - 1, -1, w),
        3 => ((w * h) - 1, -1, -w),
        4 => (w * (h - 1), 1, -w),
        5 => (0, h, 1),
        6 => (h - 1, h, -1),
        7 => ((w * h) - 1, -h, -1),
        8 => (h * (w - 1), -h, 1),
        _ => (0, 1, w),
    };
}
