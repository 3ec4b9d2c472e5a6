using NanoBanana.Emulation.Compatibility;

namespace NanoBanana.Emulation.Images;

/// <summary>The ten ratios with their pixel sizes (Pixazo's edit page). The other gateways print no sizes, so all five use these.</summary>
internal static class RatioTable
{
    public static readonly IReadOnlyList<RatioRow> Rows =
    [
        new("1:1", 1024, 1024, 0.06m),
        new("16:9", 1920, 1080, 0.1188m),
        new("21:9", 2560, 1096, 0.1608m),
        new("3:2", 1800, 1200, 0.1236m),
        new("2:3", 1200, 1800, 0.1236m),
        new("4:5", 1080, 1350, 0.0834m),
        new("5:4", 1250, 1000, 0.0714m),
        new("3:4", 1080, 1440, 0.0888m),
        new("4:3", 1440, 1080, 0.0888m),
        new("9:16", 1080, 1920, 0.1188m),
    ];

    public static readonly IReadOnlyList<string> Ratios = [.. Rows.Select(row => row.Ratio)];

    public static readonly IReadOnlyList<string> RatiosAndAuto = [.. Ratios, "auto"];

    public static RatioRow Row(string ratio) => Rows.First(row => row.Ratio.Is(ratio));

    /// <summary>The ratio nearest to an input image, measured as the distance of logarithms; 1:1 without one.</summary>
    public static string Nearest(PixelSize? input) => input is { Width: > 0, Height: > 0 } size
        ? Rows.OrderBy(row => Math.Abs(Math.Log((double)row.Width / row.Height) - Math.Log((double)size.Width / size.Height))).First().Ratio
        : "1:1";
}
